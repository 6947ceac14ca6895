import type { Random } from '@turnpike/kernel/random'
import type { EligibleEntry } from '../entry.ts'
import type { EndpointHealth, HealthSnapshot } from '../health.ts'
import type { Score } from '../plan.ts'

/** The names of `provider.sort`. */
export type SortName = 'price' | 'throughput' | 'latency' | 'exacto'

export type RankContext = { health: HealthSnapshot; nowMs: number; random: Random }

export type Ranked = { entry: EligibleEntry; score: Score }

/** Puts entries in the order they are to be tried and says why; gives back each entry exactly once. */
export type Strategy = {
  name: string
  rank: (entries: readonly EligibleEntry[], context: RankContext) => Ranked[]
}

const NO_HISTORY: EndpointHealth = {
  recentFailures: 0,
  recentSuccesses: 0,
  lastFailureMs: null,
  coolingUntilMs: null,
  timeToFirstTokenMs: null,
  tokensPerSecond: null,
}

export const healthOf = (entry: EligibleEntry, health: HealthSnapshot): EndpointHealth =>
  health.get(entry.endpoint.id) ?? NO_HISTORY
