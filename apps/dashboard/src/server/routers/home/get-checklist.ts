import { listBudgets } from '@turnpike/billing/store/budgets'
import { listPurchases } from '@turnpike/billing/store/purchases'
import { can } from '@turnpike/identity/core/permissions'
import { listKeys } from '@turnpike/identity/store/keys'
import { findWorkspaceById } from '@turnpike/identity/store/workspaces'
import { workspaceProcedure } from '@/server/trpc.ts'

const LOOKED_AT = 20

/** The first steps in a workspace, each with its state as our own rows say it. */
export const getChecklist = workspaceProcedure('spendable:read').query(async ({ ctx: { deps, access } }) => {
  const { organization, workspace, role } = access
  const [found, keys, purchases] = await Promise.all([
    findWorkspaceById(deps.database, organization.id, workspace.id),
    listKeys(deps.database, organization.id, workspace.id),
    listPurchases(deps.database, organization.id, { limit: LOOKED_AT }),
  ])
  const live = keys.filter(({ deletedAt }) => deletedAt === null)
  const scopeIds = [workspace.id, ...live.map(({ id }) => id)]
  const limits = await listBudgets(deps.database, organization.id, { scopeIds })
  return {
    hasKey: live.length > 0,
    hasCall: found?.firstRequestAt != null,
    hasLimit: limits.length > 0,
    hasPurchase: purchases.some(({ fulfilledAt }) => fulfilledAt !== null),
    may: {
      createKey: can(role, 'keys:create'),
      buyCredits: can(role, 'credits:buy'),
    },
  }
})
