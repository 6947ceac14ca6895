import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { idTimeMs } from '@turnpike/kernel/ids'

/** When the oldest request arrived that still holds credit, and so is in no sum yet; null when none runs. */
export async function findOldestOpenHoldMs(database: Queryable, organizationId: string): Promise<number | null> {
  const oldest = await prisma(database).lease.findFirst({
    where: { organizationId, state: 'open', generationId: { not: null } },
    orderBy: { generationId: 'asc' },
    select: { generationId: true, openedAt: true },
  })
  return oldest && (idTimeMs('generation', oldest.generationId ?? '') ?? oldest.openedAt.getTime())
}
