import 'server-only'
import { listKeys } from '@turnpike/identity/store/keys'
import { listWorkspaces } from '@turnpike/identity/store/workspaces'
import type { ReportGroup } from '@/features/analytics/report-address.ts'
import { currentCatalog } from '@/server/catalog/current-catalog.ts'
import type { Deps } from '@/server/deps.ts'
import type { UsageAccess } from './read-usage-question.ts'

export type GroupLabel = {
  name: string
  /** Of a workspace: where its own report is. */
  slug?: string
}

/** Names of groups by their ids, where the id is not the name. */
export async function readGroupNames(
  deps: Deps,
  access: UsageAccess,
  group: ReportGroup,
): Promise<Record<string, GroupLabel>> {
  switch (group) {
    case 'model':
    case 'outcome':
      return {}
    case 'provider': {
      const providers = [...((await currentCatalog())?.providers.values() ?? [])]
      return Object.fromEntries(providers.map(({ id, name }) => [id, { name }]))
    }
    case 'workspace': {
      const workspaces = await listWorkspaces(deps.database, access.organization.id)
      return Object.fromEntries(workspaces.map(({ workspaceId, name, slug }) => [workspaceId, { name, slug }]))
    }
    case 'key':
      return await readKeyNames(deps, access)
  }
}

async function readKeyNames({ database }: Deps, access: UsageAccess): Promise<Record<string, GroupLabel>> {
  const organizationId = access.organization.id
  const ids = access.workspace
    ? [access.workspace.id]
    : (await listWorkspaces(database, organizationId)).map(({ workspaceId }) => workspaceId)
  const keys = await Promise.all(ids.map((workspaceId) => listKeys(database, organizationId, workspaceId)))
  return Object.fromEntries(
    keys.flat().map(({ id, name, deletedAt }) => [id, { name: deletedAt ? `${name} (revoked)` : name }]),
  )
}
