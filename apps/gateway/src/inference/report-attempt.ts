/** What is kept of an attempt, and what routing learns from it. */
import type { AttemptRecord } from '@turnpike/contracts/activity/generation-detail'
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { Candidate } from '@turnpike/router/core/plan'
import type { InferenceDeps } from './inference-deps.ts'
import type { AttemptMeasure } from './measure-attempt.ts'

type Ending = { outcome: AttemptRecord['outcome']; error: ProviderError | null }

export function toAttemptRecord(
  deps: InferenceDeps,
  candidate: Candidate,
  measure: AttemptMeasure,
  ending: Ending,
): AttemptRecord {
  return {
    endpointId: candidate.endpoint.id,
    providerId: candidate.provider.id,
    providerName: deps.providers.displayName(candidate.provider),
    outcome: ending.outcome,
    errorCode: ending.error?.code ?? null,
    owner: ending.error ? errorDefinition(ending.error.code).owner : null,
    status: ending.outcome === 'succeeded' ? 200 : (ending.error?.status ?? null),
    startedMs: Math.round(measure.startedMs),
    firstContentMs: roundOrNull(measure.firstContentMs()),
    endedMs: Math.round(measure.endedMs()),
  }
}

const roundOrNull = (value: number | null): number | null => (value === null ? null : Math.round(value))

export function reportHealth(deps: InferenceDeps, candidate: Candidate, measure: AttemptMeasure, ending: Ending): void {
  const endpointId = candidate.endpoint.id
  const atMs = deps.clock.nowMs()
  if (ending.error) {
    const { code, retryAfterSeconds } = ending.error
    deps.health.record({ type: 'failed', endpointId, atMs, code, retryAfterSeconds })
    return
  }
  if (ending.outcome !== 'succeeded') return
  deps.health.record({ type: 'succeeded', endpointId, atMs, ...speedOf(measure) })
}

/** An answer in one piece shows how long the whole took, and not when it began. */
function speedOf(measure: AttemptMeasure) {
  const firstContentMs = measure.firstContentMs()
  const writingSeconds = (measure.endedMs() - (firstContentMs ?? measure.startedMs)) / 1_000
  const tokens = measure.outputTokens()
  return {
    timeToFirstTokenMs: firstContentMs === null ? null : firstContentMs - measure.startedMs,
    tokensPerSecond: tokens !== null && writingSeconds > 0 ? tokens / writingSeconds : null,
  }
}
