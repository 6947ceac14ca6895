/** Anthropic's messages API, also served by other providers under `…/messages`. */
import { ALPHANUMERIC, textFrom } from '../../core/hash-text.ts'
import type { Dialect } from '../dialect.ts'
import { encodeAnswer } from './encode-answer.ts'
import { encodeFailure, encodeStreamFailure } from './encode-failure.ts'
import { encodeStream } from './encode-stream.ts'
import { parseRequest } from './parse-request.ts'

export const anthropicMessages: Dialect = {
  name: 'anthropic-messages',
  checkHeaders: (headers) => {
    const hasKey = Boolean(headers['x-api-key']) || /^Bearer\s+\S/i.test(String(headers.authorization ?? ''))
    if (!hasKey) return { kind: 'missing_key' }
    const hasVersion = Boolean(headers['anthropic-version'])
    return hasVersion ? null : { kind: 'invalid_request', message: 'anthropic-version: header is required' }
  },
  parseRequest,
  responseHeaders: ({ nonce }) => ({
    'request-id': `req_01${textFrom(nonce, ALPHANUMERIC, 22)}`,
    'anthropic-ratelimit-requests-limit': '4000',
    'anthropic-ratelimit-requests-remaining': '3999',
  }),
  encodeAnswer,
  encodeStream,
  encodeFailure,
  encodeStreamFailure,
  malformedFrame: 'event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"del\n\n',
  encodeModels: (_provider, models, createdSeconds) => ({
    data: models.map((id) => ({
      type: 'model',
      id,
      display_name: id,
      created_at: new Date(createdSeconds * 1000).toISOString(),
    })),
    has_more: false,
    first_id: models[0] ?? null,
    last_id: models.at(-1) ?? null,
  }),
}
