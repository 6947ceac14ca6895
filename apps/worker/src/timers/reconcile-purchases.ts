/** Asks Stripe for what a lost webhook would have told us. */
import { reconcilePurchases } from '@turnpike/billing/use-cases/reconcile-purchases'
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'

export const reconcilePurchasesTimer = (deps: WorkerDeps): Timer => ({
  name: 'reconcile-purchases',
  everyMs: 15 * 60_000,
  run: async () => {
    const report = await reconcilePurchases(deps.billing)
    // Thrown, so that it is tried again soon and not in a quarter of an hour.
    if (report.problems.length > 0) throw new Error(report.problems.join('; '))
    return report.newEvents + report.moved > 0 ? report : null
  },
})
