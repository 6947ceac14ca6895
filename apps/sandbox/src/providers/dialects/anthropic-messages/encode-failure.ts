/** Anthropic's failures: status, error type, words, and the headers its clients read. */
import type { JsonObject } from '@turnpike/kernel/json'
import { ALPHANUMERIC, textFrom } from '../../core/hash-text.ts'
import { DEFAULT_RETRY_AFTER_SECONDS, type FailureKind, type ProviderFailure } from '../../core/provider-failure.ts'
import type { FailureAnswer, FailureContext } from '../dialect.ts'

type Fact = { status: number; type: string; retry: boolean; message: string }

const FACTS: Record<FailureKind, Fact> = {
  missing_key: { status: 401, type: 'authentication_error', retry: false, message: 'x-api-key header is required' },
  invalid_key: { status: 401, type: 'authentication_error', retry: false, message: 'invalid x-api-key' },
  invalid_request: { status: 400, type: 'invalid_request_error', retry: false, message: 'Invalid request' },
  unsupported_parameter: { status: 400, type: 'invalid_request_error', retry: false, message: 'Unsupported parameter' },
  unknown_path: { status: 404, type: 'not_found_error', retry: false, message: 'Not found' },
  model_not_found: { status: 404, type: 'not_found_error', retry: false, message: 'model: not found' },
  context_length: {
    status: 400,
    type: 'invalid_request_error',
    retry: false,
    message: 'prompt is too long: 210000 tokens > 200000 maximum',
  },
  insufficient_credit: {
    status: 400,
    type: 'invalid_request_error',
    retry: false,
    message:
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
  },
  too_large: { status: 413, type: 'request_too_large', retry: false, message: 'Request exceeds the maximum size' },
  rate_limited: {
    status: 429,
    type: 'rate_limit_error',
    retry: true,
    message: "This request would exceed your account's rate limit. Please try again later.",
  },
  failing: { status: 500, type: 'api_error', retry: true, message: 'Internal server error' },
  overloaded: { status: 529, type: 'overloaded_error', retry: true, message: 'Overloaded' },
}

function tellMessage(failure: ProviderFailure): string {
  if (failure.message !== undefined) return failure.message
  const named = failure.kind === 'model_not_found' && failure.model !== undefined
  return named ? `model: ${failure.model}` : FACTS[failure.kind].message
}

export function encodeFailure(failure: ProviderFailure, { nonce, nowMs }: FailureContext): FailureAnswer {
  const fact = FACTS[failure.kind]
  const requestId = `req_01${textFrom(nonce, ALPHANUMERIC, 22)}`
  const body: JsonObject = {
    type: 'error',
    error: { type: fact.type, message: tellMessage(failure) },
    request_id: requestId,
  }
  const limited = failure.kind === 'rate_limited' || failure.retryAfterSeconds !== undefined
  return {
    status: fact.status,
    headers: {
      'content-type': 'application/json',
      'request-id': requestId,
      'x-should-retry': String(fact.retry),
      ...(limited ? encodeLimitHeaders(failure.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS, nowMs) : {}),
    },
    body,
  }
}

function encodeLimitHeaders(seconds: number, nowMs: number): Record<string, string> {
  const reset = new Date(nowMs + seconds * 1000).toISOString().replace(/\.\d+Z$/, 'Z')
  return {
    'retry-after': String(Math.ceil(seconds)),
    'anthropic-ratelimit-requests-limit': '50',
    'anthropic-ratelimit-requests-remaining': '0',
    'anthropic-ratelimit-requests-reset': reset,
  }
}

export function encodeStreamFailure(failure: ProviderFailure): string {
  const error = { details: null, type: FACTS[failure.kind].type, message: tellMessage(failure) }
  return `event: error\ndata: ${JSON.stringify({ type: 'error', error })}\n\n`
}
