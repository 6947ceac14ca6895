import { readCeilings } from '@turnpike/billing/store/read-ceilings'
import { toSpendable } from '@/features/spendable/to-spendable.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** What the workspace can spend now: the lowest of the balance and the budgets over it, and why. */
export const getSpendable = workspaceProcedure('spendable:read').query(async ({ ctx }) => {
  const { organization, workspace, role } = ctx.access
  const ceilings = await readCeilings(ctx.deps.database, {
    organizationId: organization.id,
    workspaceId: workspace.id,
    apiKeyId: null,
    ownerUserId: null,
    endUser: null,
  })
  return toSpendable(ceilings, role)
})
