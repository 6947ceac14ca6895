import 'server-only'
import { listBudgets } from '@turnpike/billing/store/budgets'
import { readCeilings } from '@turnpike/billing/store/read-ceilings'
import type { Queryable } from '@turnpike/db/database'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import type { KeySummary } from '@turnpike/identity/core/key-state'
import type { CeilingPool } from './key-ceilings.ts'

/** Everything that bounds some keys of a workspace and the viewer's next one, in two queries however many keys there are. */
export async function readCeilingPool(
  database: Queryable,
  { organization, workspace, userId }: WorkspaceAccess,
  keys: readonly KeySummary[],
): Promise<CeilingPool> {
  const owners = keys.flatMap((key) => key.ownerUserId ?? [])
  const scopeIds = [...new Set([userId, ...owners, ...keys.map((key) => key.id)])]
  const [shared, budgets] = await Promise.all([
    readCeilings(database, {
      organizationId: organization.id,
      workspaceId: workspace.id,
      apiKeyId: null,
      ownerUserId: null,
      endUser: null,
    }),
    listBudgets(database, organization.id, { scopeIds }),
  ])
  return { shared, scoped: budgets.map((budget) => budget.ceiling) }
}
