/** The one place of this server where a failure becomes an HTTP response. */
import type { ServerResponse } from 'node:http'
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import type { Failure } from '@turnpike/contracts/errors/failure'
import { renderErrorBody } from '@turnpike/providers/skins/chat-completions/render-error'
import { sendJson } from './send-json.ts'

export function sendFailure(response: ServerResponse, error: Failure): void {
  if (response.headersSent || response.destroyed) return
  if (error.retryAfterSeconds !== undefined) response.setHeader('retry-after', String(error.retryAfterSeconds))
  if (error.code === 'authentication') response.setHeader('www-authenticate', 'Bearer')
  sendJson(response, errorDefinition(error.code).status, renderErrorBody(error))
}
