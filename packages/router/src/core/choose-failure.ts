/** Which of several failed attempts the client is told about, and what it learns of the others. */
import { type ErrorCode, errorDefinition } from '@turnpike/contracts/errors/error-table'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import { invariant } from '@turnpike/kernel/invariant'
import type { JsonObject } from '@turnpike/kernel/json'
import type { Candidate } from './plan.ts'

export type FailedAttempt = { candidate: Candidate; error: ProviderError; atMs: number }

/**
 * - All were rate limited: that, with the shortest time to wait.
 * - Some provider blamed the request: that, because trying again will not help.
 * - Otherwise the last error.
 *
 * `errors` are those to choose from, in the order they happened and not empty; `all` are listed in the metadata.
 */
export function chooseFailure(errors: readonly FailedAttempt[], all: readonly FailedAttempt[]): Failure {
  const chosen = errors.findLast(({ error }) => errorDefinition(error.code).owner === 'caller') ?? errors.at(-1)
  invariant(chosen, 'there is no failure without a failed attempt')
  const retryAfterSeconds = leastRetryAfter(errors)
  const isRateLimited = errors.every(({ error }) => error.code === 'provider_rate_limited')
  return failure(chosen.error.code, messageOf(chosen.error), {
    metadata: { provider_name: chosen.candidate.provider.name, ...describeErrors(all) },
    ...(isRateLimited && retryAfterSeconds !== null ? { retryAfterSeconds } : {}),
  })
}

/** `previous_errors` as clients know it: who, which code, which status. Never what the provider said. */
export const describeErrors = (errors: readonly FailedAttempt[]): JsonObject => ({
  previous_errors: errors.map(({ candidate, error }) => ({
    provider: candidate.provider.name,
    model: candidate.model.id,
    code: error.code,
    status: error.status,
  })),
})

/** A provider's own words are for the client only where they speak of the client's request. */
function messageOf(error: ProviderError): string {
  const definition = errorDefinition(error.code satisfies ErrorCode)
  const isAboutRequest = definition.owner === 'caller' && definition.expose
  return isAboutRequest && error.providerMessage ? `${definition.text} ${error.providerMessage}` : definition.text
}

function leastRetryAfter(errors: readonly FailedAttempt[]): number | null {
  const waits = errors.flatMap(({ error }) => (error.retryAfterSeconds === null ? [] : [error.retryAfterSeconds]))
  return waits.length === 0 ? null : Math.min(...waits)
}
