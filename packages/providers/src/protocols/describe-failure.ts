import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ErrorCode } from '@turnpike/contracts/errors/error-table'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { Json } from '@turnpike/kernel/json'
import { classifyFailure } from './classify-failure.ts'
import type { UpstreamFailure } from './protocol.ts'
import { type FailureBody, readFailureBody, readFailureJson } from './read-failure-body.ts'
import { readRetryAfterSeconds } from './read-retry-after.ts'

/** An answer with a failing status → our error. The shapes of error bodies cross protocols, so all share this. */
export const describeFailure = (failure: UpstreamFailure, provider: Provider): ProviderError =>
  describe(failure, readFailureBody(failure.body, provider), provider)

/** An error told in the body of a success, or in a stream. */
export const describeErrorInside = (json: Json, provider: Provider): ProviderError =>
  describe({ status: null, headers: {}, body: '', nowMs: 0 }, readFailureJson(json, provider), provider)

function describe(failure: UpstreamFailure, body: FailureBody, provider: Provider): ProviderError {
  return {
    code: classifyFailure(failure.status, body, provider),
    status: failure.status,
    providerCode: body.codes[0] ?? null,
    providerMessage: body.message,
    retryAfterSeconds: readRetryAfterSeconds(failure, body.message),
  }
}

/** An error in our own words, for what has no answer to quote. */
export const ownError = (code: ErrorCode, message: string, providerCode: string | null = null): ProviderError => ({
  code,
  status: null,
  providerCode,
  providerMessage: message,
  retryAfterSeconds: null,
})
