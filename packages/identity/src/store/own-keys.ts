import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

/** Lets a member do one thing at a time until the transaction ends. False for somebody who is not a member. */
export async function lockMembership(transaction: Queryable, organizationId: string, userId: string): Promise<boolean> {
  const rows = await prisma(transaction).$queryRaw<unknown[]>(sql`
    SELECT 1 FROM membership WHERE organization_id = ${organizationId} AND user_id = ${userId}
    FOR NO KEY UPDATE`)
  return rows.length > 0
}

/** Whether a member ever owned or made a key in a workspace, deleted ones included. */
export async function hasHadKey(
  queryable: Queryable,
  organizationId: string,
  workspaceId: string,
  userId: string,
): Promise<boolean> {
  const key = await prisma(queryable).apiKey.findFirst({
    where: { organizationId, workspaceId, OR: [{ ownerUserId: userId }, { createdByUserId: userId }] },
    select: { id: true },
  })
  return key !== null
}
