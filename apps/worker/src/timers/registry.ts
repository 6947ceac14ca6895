/** One line a timer. */
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'
import { applyPendingEventsTimer } from './apply-pending-events.ts'
import { ensureDayPartitionsTimer } from './ensure-day-partitions.ts'
import { reapLeasesTimer } from './reap-leases.ts'
import { reconcilePurchasesTimer } from './reconcile-purchases.ts'

export const createTimers = (deps: WorkerDeps): Timer[] => [
  applyPendingEventsTimer(deps),
  reconcilePurchasesTimer(deps),
  reapLeasesTimer(deps),
  ensureDayPartitionsTimer(deps),
]
