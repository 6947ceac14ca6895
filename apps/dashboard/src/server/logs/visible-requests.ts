/**
 * Which requests a member may read: everybody's of the workspace, or those of their own keys. What lies outside of it
 * does not exist for them: it is not listed, not counted, not exported and not found.
 */
import 'server-only'
import type { ActivityFilters } from '@turnpike/activity/core/activity-filters'
import type { ActivityScope } from '@turnpike/activity/core/activity-scope'
import type { StoredGeneration } from '@turnpike/activity/core/generation-record'
import { findGeneration } from '@turnpike/activity/store/find-generation'
import type { Queryable } from '@turnpike/db/database'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { can } from '@turnpike/identity/core/permissions'

export const seesAllRequests = ({ role }: WorkspaceAccess): boolean => can(role, 'usage:read-all')

export const requestScope = ({ organization, workspace }: WorkspaceAccess): ActivityScope => ({
  organizationId: organization.id,
  workspaceId: workspace.id,
})

/** For whoever reads only their own, a filter of members cannot name anybody else. */
export const limitToVisible = (access: WorkspaceAccess, filters: ActivityFilters): ActivityFilters =>
  seesAllRequests(access)
    ? filters
    : { ...filters, member: { include: [access.userId], exclude: filters.member?.exclude ?? [] } }

/** A request of another workspace, of somebody else and one that does not exist give the same answer: nothing. */
export async function findVisibleRequest(
  database: Queryable,
  access: WorkspaceAccess,
  id: string,
): Promise<StoredGeneration | null> {
  const found = await findGeneration(database, access.organization.id, id)
  if (found?.workspaceId !== access.workspace.id) return null
  return seesAllRequests(access) || found.userId === access.userId ? found : null
}
