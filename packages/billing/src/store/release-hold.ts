/** Ends a hold without a charge. Exactly one caller is told that it did. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'

/** Reasons that mean something to settlement, and so cannot be given to a release. */
const TAKEN_REASONS = ['settled', 'reaped']

/** Gives a hold's money back. True for the one call that did it; false when the hold had ended already or never was. */
export async function releaseHold(
  database: Queryable,
  organizationId: string,
  leaseId: string,
  reason: string,
): Promise<boolean> {
  invariant(!TAKEN_REASONS.includes(reason), `a release cannot be called ${reason}`)
  const closed = await prisma(database).$queryRaw<unknown[]>(sql`
    SELECT * FROM close_leases(
      ARRAY(SELECT id FROM lease WHERE id = ${leaseId} AND organization_id = ${organizationId}), ${reason})`)
  return closed.length > 0
}
