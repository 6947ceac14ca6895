import { listAccessibleOrganizations } from '@turnpike/identity/store/access-store'
import { userProcedure } from '@/server/trpc.ts'

/** The viewer's organizations with their workspaces: what the switcher lists. */
export const listOrganizations = userProcedure.query(({ ctx }) =>
  listAccessibleOrganizations(ctx.deps.database, ctx.viewer.userId),
)
