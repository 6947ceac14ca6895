/** Takes up events of Stripe that the webhook door stored and could not finish. */
import { applyPendingEvents } from '@turnpike/billing/use-cases/apply-pending-events'
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'

const EVENTS_PER_RUN = 20

export const applyPendingEventsTimer = (deps: WorkerDeps): Timer => ({
  name: 'apply-pending-events',
  everyMs: 2_000,
  run: async () => {
    const report = await applyPendingEvents(deps.billing, { limit: EVENTS_PER_RUN })
    return report.applied + report.failed > 0 ? report : null
  },
})
