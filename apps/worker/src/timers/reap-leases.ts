/** Gives back what dead gateways held. */
import { reapSilentInstances } from '@turnpike/billing/store/reap-leases'
import { toUsdDecimal } from '@turnpike/kernel/money'
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'

export const reapLeasesTimer = (deps: WorkerDeps): Timer => ({
  name: 'reap-leases',
  everyMs: 15_000,
  run: async () => {
    const silentForMs = deps.environment.GATEWAY_SILENT_AFTER_SECONDS * 1_000
    const { instances, leases, released } = await reapSilentInstances(deps.database, { silentForMs })
    return leases > 0 ? { instances, leases, releasedUsd: toUsdDecimal(released) } : null
  },
})
