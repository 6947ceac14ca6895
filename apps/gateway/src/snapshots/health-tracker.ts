/** This process's memory of how endpoints have been doing. */
import type { Clock } from '@turnpike/kernel/clock'
import {
  type AttemptOutcome,
  EMPTY_HEALTH,
  type HealthSnapshot,
  recordOutcome,
  snapshotHealth,
} from '@turnpike/router/core/health'

export type HealthTracker = { record: (outcome: AttemptOutcome) => void; snapshot: () => HealthSnapshot }

export function createHealthTracker(clock: Clock): HealthTracker {
  let state = EMPTY_HEALTH
  return {
    record: (outcome) => {
      state = recordOutcome(state, outcome)
    },
    snapshot: () => snapshotHealth(state, clock.nowMs()),
  }
}
