/**
 * Attempts per key, in this process. Bounded: when it is full, the keys that were quiet the longest go first.
 */
import type { Clock } from '@turnpike/kernel/clock'
import { admitAttempt, type RateRule } from './generic-cell-rate.ts'

const MOST_KEYS = 20_000

export type RateLimiter = {
  /** Counts an attempt. Gives the milliseconds to wait, or 0 when it may go ahead. */
  attempt: (key: string) => number
  /** Forgets a key, after a success. */
  forget: (key: string) => void
}

export function createRateLimiter(clock: Clock, rule: RateRule, mostKeys = MOST_KEYS): RateLimiter {
  const arrivals = new Map<string, number>()
  return {
    attempt: (key) => {
      const admission = admitAttempt(arrivals.get(key), clock.nowMs(), rule)
      if (!admission.isAllowed) return admission.retryAfterMs
      // Re-inserted at the end, so the map's order is the order of the last attempts.
      arrivals.delete(key)
      arrivals.set(key, admission.nextArrivalMs)
      const oldest = arrivals.keys().next()
      if (arrivals.size > mostKeys && !oldest.done) arrivals.delete(oldest.value)
      return 0
    },
    forget: (key) => {
      arrivals.delete(key)
    },
  }
}
