import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { Role } from '../core/permissions.ts'

type NewOrganization = { id: string; slug: string; name: string; isPersonal: boolean; createdAt: Date }

/**
 * Adds an organization with its empty wallet; `false` when the slug is taken.
 *
 * The wallet belongs to billing, but an organization without one must never be seen: every lease, purchase and
 * balance query locks that row and expects it. So it is born here, in the same transaction and always with zeros;
 * every later change of it is billing's.
 */
export async function insertOrganization(queryable: Queryable, organization: NewOrganization): Promise<boolean> {
  const { count } = await prisma(queryable).organization.createMany({ data: [organization], skipDuplicates: true })
  if (count === 0) return false
  await prisma(queryable).wallet.create({
    data: { organizationId: organization.id, updatedAt: organization.createdAt },
  })
  return true
}

export async function insertMembership(
  queryable: Queryable,
  organizationId: string,
  membership: { id: string; userId: string; role: Role; createdAt: Date },
): Promise<void> {
  await prisma(queryable).membership.create({ data: { ...membership, organizationId } })
}

export async function isMember(queryable: Queryable, organizationId: string, userId: string): Promise<boolean> {
  const row = await prisma(queryable).membership.findUnique({
    where: { organizationId_userId: { organizationId, userId } },
    select: { id: true },
  })
  return row !== null
}
