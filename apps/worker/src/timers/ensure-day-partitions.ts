/** Keeps the next days' partitions of charges and generations ready. */
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'
import { ensureDayPartitions } from '../store/ensure-day-partitions.ts'

const DAYS_AHEAD = 7

export const ensureDayPartitionsTimer = (deps: WorkerDeps): Timer => ({
  name: 'ensure-day-partitions',
  everyMs: 60 * 60_000,
  run: async () => {
    await ensureDayPartitions(deps.database, DAYS_AHEAD)
    return null
  },
})
