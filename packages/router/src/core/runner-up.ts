import { computeCost } from '@turnpike/catalog/core/cost'
import type { GenerationDetail } from '@turnpike/contracts/activity/generation-detail'
import type { Usage } from '@turnpike/contracts/inference/usage'
import type { Candidate } from './plan.ts'

/** What the next candidate in line would have charged for the same usage; `null` when there was none. */
export function estimateRunnerUp(
  candidates: readonly Candidate[],
  winnerIndex: number,
  usage: Usage,
): GenerationDetail['runnerUp'] {
  const runnerUp = candidates[winnerIndex + 1]
  if (runnerUp === undefined) return null
  const { totalNanoUsd } = computeCost(runnerUp.endpoint.price.prices, usage)
  return {
    endpointId: runnerUp.endpoint.id,
    providerName: runnerUp.provider.name,
    costNanoUsd: totalNanoUsd.toString(),
  }
}
