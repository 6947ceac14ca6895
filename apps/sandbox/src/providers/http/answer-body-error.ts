/** Errors raised before a dialect was chosen: a body over the limit, or a bug of ours. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { anthropicMessages } from '../dialects/anthropic-messages/anthropic-messages.ts'
import { openaiChat } from '../dialects/openai-chat/openai-chat.ts'

export function answerBodyError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error.statusCode === undefined || error.statusCode >= 500)
    request.log.error({ err: error }, 'simulated provider failed')
  const provider = request.url.split('/')[2] ?? ''
  const dialect = request.headers['anthropic-version'] === undefined ? openaiChat : anthropicMessages
  const kind = error.statusCode === 413 ? 'too_large' : error.statusCode === 400 ? 'invalid_request' : 'failing'
  const answer = dialect.encodeFailure({ kind }, { provider, nonce: request.id, nowMs: Date.now() })
  return reply.code(answer.status).headers(answer.headers).send(JSON.stringify(answer.body))
}
