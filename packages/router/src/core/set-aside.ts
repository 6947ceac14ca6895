/**
 * Why an eligible endpoint is tried only after the others, whatever the strategy says. The words go into its score.
 * Nothing is removed here: when all else fails, these are still tried.
 */
import type { ProviderPreferences } from '@turnpike/contracts/inference/provider-preferences'
import type { EligibleEntry } from './entry.ts'
import type { EndpointHealth } from './health.ts'
import type { PlanInput } from './plan.ts'
import { healthOf } from './strategies/strategy.ts'

/** From harmless to grave: a graver one is tried later. */
export const SET_ASIDE_REASONS = ['none', 'preference', 'context_may_be_short', 'outage'] as const
export type SetAsideReason = (typeof SET_ASIDE_REASONS)[number]

/** Ordinary text has about four bytes a token; the input bound counts bytes. */
const USUAL_BYTES_PER_TOKEN = 4

export function setAsideReason(entry: EligibleEntry, input: PlanInput): SetAsideReason {
  const health = healthOf(entry, input.health)
  if (hasOutage(health, input.nowMs)) return 'outage'
  if (input.inputTokenBound / USUAL_BYTES_PER_TOKEN > entry.endpoint.contextTokens) return 'context_may_be_short'
  return missesPreference(health, input.request.provider) ? 'preference' : 'none'
}

const LEAST_FAILURES = 2
const FAILURE_SHARE = 0.3

/** It asked to be left alone, or a good part of its last 30 seconds failed. One failure is no outage. */
export function hasOutage(health: EndpointHealth, nowMs: number): boolean {
  if (health.coolingUntilMs !== null && health.coolingUntilMs > nowMs) return true
  const attempts = health.recentFailures + health.recentSuccesses
  return health.recentFailures >= LEAST_FAILURES && health.recentFailures >= attempts * FAILURE_SHARE
}

/** What was never measured misses nothing. */
function missesPreference(health: EndpointHealth, preferences: ProviderPreferences): boolean {
  const { timeToFirstTokenMs, tokensPerSecond } = health
  const isTooSlow =
    tokensPerSecond !== null && bounds(preferences.preferred_min_throughput).some((bound) => tokensPerSecond < bound)
  const isTooLate =
    timeToFirstTokenMs !== null &&
    bounds(preferences.preferred_max_latency).some((bound) => timeToFirstTokenMs > bound * 1_000)
  return isTooSlow || isTooLate
}

/** All bounds must hold for the average: percentiles are not kept. */
function bounds(bound: ProviderPreferences['preferred_min_throughput']): number[] {
  if (bound === undefined || bound === null) return []
  return typeof bound === 'number' ? [bound] : Object.values(bound).filter((value) => value !== undefined)
}
