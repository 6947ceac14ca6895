/**
 * Gives back what dead gateways held. Silence counts only while it could have been broken: after the database or this
 * worker was away, every gateway first gets a minute to be heard.
 */
import { reapSilentInstances } from '@turnpike/billing/store/reap-leases'
import { pingDatabase } from '@turnpike/db/database'
import { toUsdDecimal } from '@turnpike/kernel/money'
import type { WorkerDeps } from '../deps.ts'
import type { Timer } from '../run-timer.ts'

const LISTEN_FIRST_MS = 60_000

export function reapLeasesTimer(deps: WorkerDeps): Timer {
  const { nowMs } = deps.billing.clock
  let listeningSinceMs = nowMs()
  const reap = async () => {
    if (nowMs() - listeningSinceMs < LISTEN_FIRST_MS) return await pingDatabase(deps.database)
    return await reapSilentInstances(deps.database, {
      silentForMs: deps.environment.GATEWAY_SILENT_AFTER_SECONDS * 1_000,
    })
  }
  return {
    name: 'reap-leases',
    everyMs: 15_000,
    run: async () => {
      const report = await reap().catch((error: unknown) => {
        listeningSinceMs = nowMs()
        throw error
      })
      if (!report || report.leases === 0) return null
      return { ...report, released: toUsdDecimal(report.released) }
    },
  }
}
