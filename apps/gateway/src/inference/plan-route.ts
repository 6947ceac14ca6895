import type { Failure } from '@turnpike/contracts/errors/failure'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { ok, type Result } from '@turnpike/kernel/result'
import { boundInputTokens } from '@turnpike/providers/tokens/input-token-bound'
import type { Plan } from '@turnpike/router/core/plan'
import { planRequest } from '@turnpike/router/core/plan-request'
import type { Grant } from './authorize.ts'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestBounds } from './plan-bounds.ts'
import type { RequestTrace } from './request-trace.ts'

/** Gathers what the pure planner wants to know of this moment, and asks it. */
export function planRoute(
  deps: InferenceDeps,
  grant: Grant,
  request: InferenceRequest,
  trace: RequestTrace,
): Result<{ plan: Plan; bounds: RequestBounds }, Failure> {
  const inputTokens = boundInputTokens(request)
  const planned = planRequest({
    request,
    catalog: trace.catalog,
    health: deps.health.snapshot(),
    policy: grant.policy,
    isRoutable: deps.providers.isRoutable,
    inputTokenBound: inputTokens,
    seed: deps.nextSeed(),
    nowMs: deps.clock.nowMs(),
  })
  if (!planned.ok) return planned
  return ok({
    plan: planned.value,
    bounds: { inputTokens, outputLimit: request.maxOutputTokens, choices: request.choices },
  })
}
