/** How many requests hold credit right now. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

/** Together they hold what `readWallet` gives as `held`. */
export const countOpenHolds = (database: Queryable, organizationId: string): Promise<number> =>
  prisma(database).lease.count({ where: { organizationId, state: 'open', generationId: { not: null } } })
