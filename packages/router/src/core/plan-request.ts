/**
 * Decides which endpoints may serve a request and in which order they are tried, and explains every decision.
 *
 * - The same input gives the same plan: time, health and the seed are part of the input.
 * - Every endpoint of the models asked for is a candidate or removed with a reason, exactly once.
 * - Filters look at one endpoint at a time, so a further constraint never lets another endpoint in.
 * - A plan has at most `PLAN_LENGTH` candidates; what does not fit is listed as removed by `plan_length`.
 */
import type { Failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { collectEntries, toRemovedRecord } from './entry.ts'
import { explainNoEndpoints } from './explain-no-endpoints.ts'
import { filterEndpoints } from './filter-endpoints.ts'
import { PLAN_LENGTH, type Plan, type PlanInput } from './plan.ts'
import { rankEndpoints } from './rank-endpoints.ts'
import { readRequestNeeds } from './request-needs.ts'
import { resolveModels } from './resolve-models.ts'

/** Fails with `model_not_found` (with the nearest names) or `no_endpoints` (with the filters and settings to blame). */
export function planRequest(input: PlanInput): Result<Plan, Failure> {
  const models = resolveModels(input.request.models, input.catalog)
  if (!models.ok) return models
  const entries = collectEntries(models.value, input.catalog)
  const { eligible, removed } = filterEndpoints(entries, { ...input, needs: readRequestNeeds(input.request) })
  if (eligible.length === 0) return err(explainNoEndpoints(models.value, removed))
  const { candidates, strategy } = rankEndpoints(models.value, eligible, input)
  const cut = candidates
    .slice(PLAN_LENGTH)
    .map((candidate) => toRemovedRecord(candidate, 'plan_length', `A plan has at most ${PLAN_LENGTH} candidates.`))
  return ok({ candidates: candidates.slice(0, PLAN_LENGTH), removed: [...removed, ...cut], strategy, seed: input.seed })
}
