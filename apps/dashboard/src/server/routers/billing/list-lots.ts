import { listLots as readLots } from '@turnpike/billing/store/lots'
import { organizationProcedure } from '@/server/trpc.ts'

/** Credit by origin, in the order in which it is used. */
export const listLots = organizationProcedure('balance:read').query(({ ctx }) =>
  readLots(ctx.deps.database, ctx.access.organization.id),
)
