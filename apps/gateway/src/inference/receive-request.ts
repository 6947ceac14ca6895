import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { err, type Result } from '@turnpike/kernel/result'
import { parseChatCompletionRequest } from '@turnpike/providers/skins/chat-completions/parse-request'
import { readBody } from '../http/read-body.ts'
import type { ClientExchange } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'

/** Body → canonical request. The content type may be missing, as some clients leave it out, but not be another one. */
export async function receiveRequest(
  deps: InferenceDeps,
  exchange: ClientExchange,
): Promise<Result<InferenceRequest, Failure>> {
  const contentType = exchange.request.headers['content-type']
  if (contentType && !/^application\/([\w.+-]+\+)?json\b/i.test(contentType)) {
    return err(failure('unsupported_media_type', `Send JSON with content-type: application/json, not ${contentType}.`))
  }
  const body = await readBody(exchange.request, deps.settings.bodyLimitBytes)
  return body.ok ? parseChatCompletionRequest(body.value) : body
}
