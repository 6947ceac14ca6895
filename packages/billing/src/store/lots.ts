/** Credit by origin, in the order in which it is used. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type Lot = {
  id: string
  source: string
  purchaseId: string | null
  amount: NanoUsd
  remaining: NanoUsd
  expiresAt: Date | null
  createdAt: Date
}

/** Lots that have something left; the first is used first. `remaining` includes what running requests hold. */
export async function listLots(database: Queryable, organizationId: string): Promise<Lot[]> {
  type Row = {
    id: string
    source: string
    purchase_id: string | null
    amount: bigint
    remaining: bigint
    expires_at: Date | null
    created_at: Date
  }
  const rows = await prisma(database).$queryRaw<Row[]>(sql`
    SELECT * FROM lot WHERE organization_id = ${organizationId} AND remaining > 0
    ORDER BY expires_at NULLS LAST, created_at, id`)
  return rows.map((row) => ({
    id: row.id,
    source: row.source,
    purchaseId: row.purchase_id,
    amount: nanoUsd(row.amount),
    remaining: nanoUsd(row.remaining),
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  }))
}
