/** OpenAI chat completions, as OpenAI and the many compatible providers serve them. */
import { HEXADECIMAL, textFrom } from '../../core/hash-text.ts'
import { toPersonality } from '../../core/personalities.ts'
import type { Dialect, RequestHeaders } from '../dialect.ts'
import { encodeAnswer } from './encode-answer.ts'
import { encodeFailure, encodeStreamFailure } from './encode-failure.ts'
import { encodeStream } from './encode-stream.ts'
import { parseRequest } from './parse-request.ts'

/** Azure takes its key in `api-key`; everyone else a bearer token. Any value will do. */
const hasKey = (headers: RequestHeaders): boolean =>
  /^Bearer\s+\S/i.test(String(headers.authorization ?? '')) || Boolean(headers['x-api-key'] ?? headers['api-key'])

export const openaiChat: Dialect = {
  name: 'openai-chat',
  checkHeaders: (headers) => (hasKey(headers) ? null : { kind: 'missing_key' }),
  parseRequest,
  responseHeaders: ({ nonce, profile, prompt, usage }) => ({
    'x-request-id': `req_${textFrom(nonce, HEXADECIMAL, 32)}`,
    'openai-processing-ms': String(profile.firstTokenMs),
    'x-ratelimit-limit-requests': '10000',
    'x-ratelimit-remaining-requests': '9999',
    'x-ratelimit-reset-requests': '6ms',
    ...(toPersonality(prompt.provider).quirks.has('perf_metrics')
      ? {
          'fireworks-prompt-tokens': String(usage.promptTokens),
          'fireworks-cached-prompt-tokens': String(usage.cacheReadTokens),
        }
      : {}),
  }),
  encodeAnswer,
  encodeStream,
  encodeFailure,
  encodeStreamFailure,
  malformedFrame:
    'data: {"id":"chatcmpl-broken","object":"chat.completion.chunk","choices":[{"index":0,"delta":{"con\n\n',
  encodeModels: (provider, models, createdSeconds) => ({
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: createdSeconds, owned_by: provider })),
  }),
}
