/**
 * This process's right to spend: an epoch given by the database and kept alive by heartbeats. A process that was
 * declared dead finds out by its next heartbeat or hold and registers again under a new epoch.
 */
import { heartbeat, registerInstance } from '@turnpike/billing/store/gateway-instances'
import type { Database } from '@turnpike/db/database'
import type { Logger } from '../logger.ts'

const HEARTBEAT_MS = 5_000

export type InstanceLease = {
  id: string
  epoch: () => bigint
  /** Registers again after the database said that the epoch is stale. */
  renew: () => Promise<void>
  close: () => void
}

export async function openInstanceLease(database: Database, id: string, logger: Logger): Promise<InstanceLease> {
  let { epoch } = await registerInstance(database, id)
  let renewing: Promise<void> | null = null

  const renew = () => {
    renewing ??= registerInstance(database, id)
      .then((registered) => {
        epoch = registered.epoch
        logger.warn({ instance: id, epoch: String(epoch) }, 'registered again under a new epoch')
      })
      .finally(() => {
        renewing = null
      })
    return renewing
  }
  const timer = setInterval(() => {
    heartbeat(database, id, epoch)
      .then((isAlive) => (isAlive ? undefined : renew()))
      .catch((error: unknown) => logger.warn({ err: error }, 'no heartbeat: the database did not answer'))
  }, HEARTBEAT_MS)

  return { id, epoch: () => epoch, renew, close: () => clearInterval(timer) }
}
