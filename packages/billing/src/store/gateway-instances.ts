/**
 * Gateway processes and the fence around them: an instance's epoch rises when it starts and when it is declared dead, and
 * a hold with an older epoch is refused, so a process thought dead cannot take new money.
 */
import { prisma, sql } from '@turnpike/db/client'
import { type Database, inTransaction, type Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'

/** Starts an instance's next epoch, and gives back what its previous life still held. */
export async function registerInstance(database: Database, instanceId: string): Promise<{ epoch: bigint }> {
  return await inTransaction(database, async (transaction) => {
    const [row] = await prisma(transaction).$queryRaw<{ epoch: bigint }[]>(sql`
      INSERT INTO gateway_instance AS g (id) VALUES (${instanceId})
      ON CONFLICT (id) DO UPDATE SET epoch = g.epoch + 1, started_at = now(), heartbeat_at = now()
      RETURNING epoch`)
    invariant(row !== undefined, 'registering gives an epoch')
    await prisma(transaction).$queryRaw(sql`
      SELECT * FROM close_leases(
        ARRAY(SELECT id FROM lease WHERE instance_id = ${instanceId} AND state = 'open' AND epoch < ${row.epoch}),
        'reaped')`)
    return { epoch: row.epoch }
  })
}

/** False when another epoch has begun: this process must register again before it holds more. */
export async function heartbeat(database: Queryable, instanceId: string, epoch: bigint): Promise<boolean> {
  const touched = await prisma(database).$executeRaw(sql`
    UPDATE gateway_instance SET heartbeat_at = now() WHERE id = ${instanceId} AND epoch = ${epoch}`)
  return touched > 0
}
