/**
 * Gives back what dead gateways held. Their requests are charged nothing; should one wake up, its late charges are paid
 * from what is free then (see settle-hold).
 */
import { prisma, sql } from '@turnpike/db/client'
import { type Database, inTransaction } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type ReapReport = { instances: string[]; leases: number; released: NanoUsd }

/** At most this many leases a run, so that a run stays short; the next one continues. */
const LEASES_PER_RUN = 500

/** Fences instances that were silent for `silentForMs` while holding money, and closes leases of past epochs. */
export async function reapSilentInstances(database: Database, settings: { silentForMs: number }): Promise<ReapReport> {
  return await inTransaction(database, async (transaction) => {
    const fenced = await prisma(transaction).$queryRaw<{ id: string }[]>(sql`
      UPDATE gateway_instance AS g SET epoch = epoch + 1
      WHERE heartbeat_at < now() - make_interval(secs => ${settings.silentForMs / 1_000}::double precision)
        AND EXISTS (SELECT FROM lease WHERE instance_id = g.id AND state = 'open' AND epoch = g.epoch)
      RETURNING id`)
    // By epoch, not by instance: this also finds a hold that slipped in beside an earlier run.
    const closed = await prisma(transaction).$queryRaw<{ released: bigint }[]>(sql`
      SELECT released FROM close_leases(ARRAY(
        SELECT lease.id FROM lease JOIN gateway_instance g ON g.id = lease.instance_id
        WHERE lease.state = 'open' AND lease.epoch < g.epoch ORDER BY lease.id LIMIT ${LEASES_PER_RUN}), 'reaped')`)
    return {
      instances: fenced.map((row) => row.id),
      leases: closed.length,
      released: nanoUsd(closed.reduce((sum, row) => sum + row.released, 0n)),
    }
  })
}
