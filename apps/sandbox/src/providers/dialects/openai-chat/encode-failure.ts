/** Failures in the shapes and words of OpenAI-compatible providers: one table of facts, one of shapes. */
import { HEXADECIMAL, textFrom } from '../../core/hash-text.ts'
import { type ErrorShape, toPersonality } from '../../core/personalities.ts'
import { DEFAULT_RETRY_AFTER_SECONDS, type FailureKind, type ProviderFailure } from '../../core/provider-failure.ts'
import type { FailureAnswer, FailureContext } from '../dialect.ts'

type Fact = { status: number; type: string; code: string | null; message: (failure: ProviderFailure) => string }

const fixed = (message: string) => (): string => message
const modelOf = (failure: ProviderFailure): string => failure.model ?? 'the requested model'

const FACTS: Record<FailureKind, Fact> = {
  missing_key: {
    status: 401,
    type: 'invalid_request_error',
    code: null,
    message: fixed(
      "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
    ),
  },
  invalid_key: {
    status: 401,
    type: 'invalid_request_error',
    code: 'invalid_api_key',
    message: fixed('Incorrect API key provided: simulated-********key. Check the key you set for this provider.'),
  },
  invalid_request: { status: 400, type: 'invalid_request_error', code: null, message: fixed('Invalid request.') },
  unsupported_parameter: {
    status: 400,
    type: 'invalid_request_error',
    code: 'unsupported_parameter',
    message: fixed('Unsupported parameter.'),
  },
  unknown_path: { status: 404, type: 'invalid_request_error', code: null, message: fixed('Invalid URL.') },
  model_not_found: {
    status: 404,
    type: 'invalid_request_error',
    code: 'model_not_found',
    message: (failure) => `The model \`${modelOf(failure)}\` does not exist or you do not have access to it.`,
  },
  context_length: {
    status: 400,
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
    message: fixed(
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. Please reduce the length of the messages.",
    ),
  },
  insufficient_credit: {
    status: 429,
    type: 'insufficient_quota',
    code: 'insufficient_quota',
    message: fixed('You exceeded your current quota, please check your plan and billing details.'),
  },
  too_large: {
    status: 413,
    type: 'invalid_request_error',
    code: 'request_too_large',
    message: fixed('The request body is larger than 32 MB.'),
  },
  rate_limited: {
    status: 429,
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: (failure) =>
      `Rate limit reached for ${modelOf(failure)} on requests per min (RPM): Limit 60, Used 60, Requested 1. Please try again in ${retrySeconds(failure)}s.`,
  },
  failing: {
    status: 500,
    type: 'server_error',
    code: null,
    message: fixed('The server had an error while processing your request. Sorry about that!'),
  },
  overloaded: {
    status: 503,
    type: 'server_error',
    code: null,
    message: fixed('The engine is currently overloaded, please try again later.'),
  },
}

const retrySeconds = (failure: ProviderFailure): number => failure.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS

type Told = { status: number; type: string; code: string | null; message: string; param: string | null }

/** Business numbers of Z.ai stand for what others say in words. */
const BUSINESS_CODES: Readonly<Record<number, string>> = {
  400: '1210',
  401: '1000',
  404: '1211',
  429: '1302',
  503: '1305',
}

const SHAPES: Record<ErrorShape, (told: Told) => unknown> = {
  openai: ({ message, type, param, code }) => ({ error: { message, type, param, code } }),
  no_param: ({ message, type, code }) => ({ error: { message, type, ...(code === null ? {} : { code }) } }),
  flat: ({ message, type, param, code }) => ({ message, type, param, code }),
  mistral: ({ status, message, type, param }) =>
    status === 401
      ? { detail: 'Unauthorized' }
      : { object: 'error', message, type, param, code: String(status * 10), raw_status_code: status },
  error_string: ({ message }) => ({ error: message }),
  code_and_error: ({ message, type, code }) => ({ code: code ?? type, error: message }),
  numeric_code: ({ status, message }) => ({ error: { code: status, message, metadata: {} } }),
  detail_error: ({ message }) => ({ detail: { error: message } }),
  business_code: ({ status, message }) => ({ error: { code: BUSINESS_CODES[status] ?? '500', message } }),
  object_error: ({ message, type, code }) => ({ error: { object: 'error', type, code, message } }),
}

function tell(failure: ProviderFailure): Told {
  const { message, ...fact } = FACTS[failure.kind]
  return { ...fact, message: failure.message ?? message(failure), param: failure.parameter ?? null }
}

const shape = (told: Told, provider: string): unknown => SHAPES[toPersonality(provider).errorShape](told)

export function encodeFailure(failure: ProviderFailure, context: FailureContext): FailureAnswer {
  const told = tell(failure)
  const limited = failure.kind === 'rate_limited' || failure.retryAfterSeconds !== undefined
  return {
    status: told.status,
    headers: {
      'content-type': 'application/json',
      'x-request-id': `req_${textFrom(context.nonce, HEXADECIMAL, 32)}`,
      ...(limited ? encodeLimitHeaders(retrySeconds(failure)) : {}),
    },
    body: shape(told, context.provider),
  }
}

const encodeLimitHeaders = (seconds: number): Record<string, string> => ({
  'retry-after': String(Math.ceil(seconds)),
  'x-ratelimit-limit-requests': '60',
  'x-ratelimit-remaining-requests': '0',
  'x-ratelimit-reset-requests': `${seconds}s`,
})

/** In a stream the error is a chunk of its own; Groq-like providers name the event and always wrap it in `error`. */
export function encodeStreamFailure(failure: ProviderFailure, context: FailureContext): string {
  const told = tell(failure)
  const { errorShape } = toPersonality(context.provider)
  if (errorShape === 'no_param') {
    const { message, type, code, status } = told
    return `event: error\ndata: ${JSON.stringify({ error: { message, type, code, status_code: status } })}\n\n`
  }
  return `data: ${JSON.stringify(errorShape === 'flat' ? { error: told } : shape(told, context.provider))}\n\n`
}
