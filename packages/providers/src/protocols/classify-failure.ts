/**
 * Which of our errors a provider's error is. The row's own map wins, then a code that can mean one thing only, then
 * the sentence (most providers tell the prompt's length or an empty wallet only there), then the HTTP status, then the
 * vague error types.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ErrorCode } from '@turnpike/contracts/errors/error-table'
import type { FailureBody } from './read-failure-body.ts'

export function classifyFailure(status: number | null, body: FailureBody, provider: Provider): ErrorCode {
  const effectiveStatus = status ?? statusAmong(body.codes)
  return (
    firstKnown(body.codes, provider.response.errorCodeMap) ??
    firstKnown(body.codes, PLAIN_CODES) ??
    byMessage(effectiveStatus, body.message) ??
    byStatus(effectiveStatus) ??
    firstKnown(body.codes, VAGUE_TYPES) ??
    (effectiveStatus !== null && effectiveStatus < 500 ? 'provider_invalid_request' : 'provider_unavailable')
  )
}

/** Errors inside a stream carry the status that they would have had, at best, as a code. */
function statusAmong(codes: readonly string[]): number | null {
  const code = codes.find((text) => /^[45]\d\d$/.test(text))
  return code === undefined ? null : Number(code)
}

/** `Throttling.RateQuota` is found under `Throttling` too. */
function firstKnown(codes: readonly string[], table: Readonly<Record<string, ErrorCode>>): ErrorCode | null {
  for (const code of codes) {
    const family = code.split('.')[0] ?? code
    const found = Object.hasOwn(table, code) ? table[code] : Object.hasOwn(table, family) ? table[family] : undefined
    if (found) return found
  }
  return null
}

/** An empty account of ours at a provider is the provider's outage to a client: it goes on to the next one. */
const OUR_ACCOUNT: ErrorCode = 'provider_unavailable'

const PLAIN_CODES: Readonly<Record<string, ErrorCode>> = {
  context_length_exceeded: 'context_length_exceeded',
  exceed_context_size_error: 'context_length_exceeded',
  too_many_prompt_tokens: 'context_length_exceeded',
  string_above_max_length: 'context_length_exceeded',
  request_too_large: 'context_length_exceeded',
  content_filter: 'content_policy_violation',
  content_policy_violation: 'content_policy_violation',
  moderation_blocked: 'content_policy_violation',
  ResponsibleAIPolicyViolation: 'content_policy_violation',
  invalid_image: 'invalid_image',
  invalid_image_url: 'invalid_image',
  model_not_found: 'provider_not_found',
  invalid_model: 'provider_not_found',
  DeploymentNotFound: 'provider_not_found',
  invalid_api_key: 'provider_authentication',
  authentication_error: 'provider_authentication',
  permission_error: 'provider_authentication',
  insufficient_quota: OUR_ACCOUNT,
  billing_error: OUR_ACCOUNT,
  billing_hard_limit_reached: OUR_ACCOUNT,
  rate_limit_exceeded: 'provider_rate_limited',
  rate_limit_error: 'provider_rate_limited',
  RateLimitReached: 'provider_rate_limited',
  overloaded_error: 'provider_overloaded',
  timeout_error: 'timeout',
  tool_use_failed: 'provider_invalid_response',
}

const VAGUE_TYPES: Readonly<Record<string, ErrorCode>> = {
  invalid_request_error: 'provider_invalid_request',
  not_found_error: 'provider_not_found',
  api_error: 'provider_unavailable',
  server_error: 'provider_unavailable',
}

const SENTENCES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/token limit reached|maximum allowed number of output tokens/i, 'max_tokens_exceeded'],
  [
    /context (length|window|size)|prompt is too long|(input|messages?) (is|are) too long|too many (input |prompt )?tokens|exceeds? the (maximum|model's).{0,40}tokens|reduce the length of the (messages|prompt|input)|prompt too long/i,
    'context_length_exceeded',
  ],
  [/insufficient (balance|credits?|funds|quota)|credit balance is too low|exceeded your current quota/i, OUR_ACCOUNT],
  [
    /(incorrect|invalid|missing) (x-)?api[ -]?key|api key (is )?(incorrect|invalid|missing)/i,
    'provider_authentication',
  ],
  [
    /not a valid model|no such model|unknown model|model.{0,80}(not found|does not exist|not exist)/i,
    'provider_not_found',
  ],
  [/(is|are) (currently |temporarily )?overloaded/i, 'provider_overloaded'],
  [/content management policy|content policy|flagged (by|as)|safety (system|filter)/i, 'content_policy_violation'],
  [/(could not|unable to|failed to|cannot) (process|decode|download|load|fetch).{0,30}image/i, 'invalid_image'],
]

/** Sentences are believed where a status says no more than "bad request", or there is none. */
function byMessage(status: number | null, message: string | null): ErrorCode | null {
  const tellsMore = status === null || status === 400 || status === 413 || status === 422 || status === 500
  if (!tellsMore || message === null) return null
  return SENTENCES.find(([pattern]) => pattern.test(message))?.[1] ?? null
}

const STATUSES: Readonly<Record<number, ErrorCode>> = {
  401: 'provider_authentication',
  402: OUR_ACCOUNT,
  403: 'provider_authentication',
  404: 'provider_not_found',
  408: 'timeout',
  410: 'provider_not_found',
  413: 'context_length_exceeded',
  424: 'provider_unavailable',
  425: 'provider_overloaded',
  429: 'provider_rate_limited',
  498: 'provider_overloaded',
  500: 'provider_unavailable',
  502: 'provider_unavailable',
  503: 'provider_overloaded',
  504: 'timeout',
  524: 'timeout',
  529: 'provider_overloaded',
}

function byStatus(status: number | null): ErrorCode | null {
  if (status === null) return null
  if (status >= 300 && status < 400) return 'provider_invalid_response'
  return STATUSES[status] ?? null
}
