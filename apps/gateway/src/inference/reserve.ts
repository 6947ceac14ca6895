/**
 * Takes the worst case of a plan from the wallet and from every budget in scope, before anything goes upstream.
 *
 * When it does not fit and the client set no output limit, the limit becomes what is affordable, if that is still
 * useful, and the answer says so. When the client did set one, the refusal names the number that would have fitted.
 */

import type { Hold, HoldRefusal } from '@turnpike/billing/core/hold'
import { reserveHold } from '@turnpike/billing/store/reserve-hold'
import type { RefusalRecord } from '@turnpike/contracts/activity/generation-detail'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { Candidate } from '@turnpike/router/core/plan'
import type { Grant } from './authorize.ts'
import { describeRefusal } from './describe-refusal.ts'
import type { InferenceDeps } from './inference-deps.ts'
import { affordableLimit, planHold, type RequestBounds } from './plan-bounds.ts'

/** Below this an answer is not worth sending for. */
const SMALLEST_USEFUL_LIMIT = 256

export type Reservation = {
  hold: Hold
  bounds: RequestBounds
  /** The output limit that money imposed; `null` when none had to be. */
  clampedOutputTokens: number | null
}
export type Refusal = { failure: Failure; record: RefusalRecord | null }

type LimitRefusal = Extract<HoldRefusal, { reason: 'limit' }>

export async function reserve(
  deps: InferenceDeps,
  grant: Grant,
  request: InferenceRequest,
  candidates: readonly Candidate[],
  asked: RequestBounds,
  generationId: string,
): Promise<Result<Reservation, Refusal>> {
  const hold = (bounds: RequestBounds) => holdFor(deps, grant, request, candidates, bounds, generationId)
  const first = await hold(asked)
  if (first.ok) return ok({ hold: first.value, bounds: asked, clampedOutputTokens: null })
  if (first.error.reason !== 'limit') return err(notOurTurn())

  const affordable = affordableLimit(candidates, asked, first.error.free)
  if (request.maxOutputTokens === null && affordable !== null && affordable >= SMALLEST_USEFUL_LIMIT) {
    const clamped = { ...asked, outputLimit: affordable }
    const second = await hold(clamped)
    if (second.ok) return ok({ hold: second.value, bounds: clamped, clampedOutputTokens: affordable })
    if (second.error.reason === 'limit') return err(refusalOf(grant, request, second.error, null))
  }
  return err(refusalOf(grant, request, first.error, affordable))
}

const refusalOf = (
  grant: Grant,
  request: InferenceRequest,
  refused: LimitRefusal,
  affordable: number | null,
): Refusal =>
  describeRefusal({ refused, affordable, requestedOutputTokens: request.maxOutputTokens, principal: grant.principal })

async function holdFor(
  deps: InferenceDeps,
  grant: Grant,
  request: InferenceRequest,
  candidates: readonly Candidate[],
  bounds: RequestBounds,
  generationId: string,
): Promise<Result<Hold, HoldRefusal>> {
  const { principal } = grant
  const attempt = () =>
    reserveHold(deps.database, {
      organizationId: principal.organizationId,
      workspaceId: principal.workspaceId,
      apiKeyId: principal.keyId,
      ownerUserId: principal.ownerUserId,
      endUser: request.endUser,
      generationId,
      leaseId: deps.ids.next('lease'),
      instanceId: deps.instance.id,
      epoch: deps.instance.epoch(),
      amount: planHold(candidates, bounds),
    })
  const held = await attempt()
  if (held.ok || held.error.reason !== 'stale_epoch') return held
  await deps.instance.renew()
  return attempt()
}

const notOurTurn = (): Refusal => ({
  failure: failure('unavailable', 'This server may not spend right now. Try again in a moment.', {
    retryAfterSeconds: 1,
  }),
  record: null,
})
