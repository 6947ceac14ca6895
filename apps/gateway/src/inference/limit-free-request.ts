/** Free models answer without credit, so they are limited by rate: a minute's window here, a day's count in Postgres. */

import { FREE_REQUEST_RULES } from '@turnpike/billing/core/free-requests'
import { countFreeRequest } from '@turnpike/billing/store/free-usage'
import { isFree } from '@turnpike/catalog/core/prices'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { Candidate } from '@turnpike/router/core/plan'
import type { InferenceDeps } from './inference-deps.ts'

/** Passes at once when any candidate costs something: then credit is the limit. */
export async function limitFreeRequest(
  deps: InferenceDeps,
  organizationId: string,
  candidates: readonly Candidate[],
): Promise<Result<void, Failure>> {
  if (!candidates.every(({ endpoint }) => isFree(endpoint.price.prices))) return ok(undefined)

  const perMinute = deps.settings.freeRequestsPerMinute
  const minute = deps.freeRequests.take(organizationId, perMinute)
  if (!minute.taken) {
    return err(
      failure('rate_limit_exceeded', `Free models answer ${perMinute} requests a minute for each organization.`, {
        retryAfterSeconds: minute.retryAfterSeconds,
        metadata: { limit_source: 'free_requests_per_minute', limit: perMinute },
      }),
    )
  }

  const day = await countFreeRequest(deps.database, organizationId, FREE_REQUEST_RULES)
  if (day.ok) return ok(undefined)
  const { limit, used, resetsAt } = day.error
  return err(
    failure(
      'rate_limit_exceeded',
      `All ${limit} free requests of today are used. Buying $10 of credits raises the limit.`,
      {
        retryAfterSeconds: Math.max(1, Math.ceil((resetsAt.getTime() - deps.clock.nowMs()) / 1_000)),
        metadata: { limit_source: 'free_requests_per_day', limit, used, resets_at: resetsAt.toISOString() },
      },
    ),
  )
}
