/** An organization to hold money for. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

export async function addOrganization(database: Queryable, id: string): Promise<void> {
  await prisma(database).organization.create({ data: { id, slug: id, name: 'Test' } })
}
