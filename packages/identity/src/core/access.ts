import type { Role } from './permissions.ts'

/** A person in an organization: what a signed-in request may act as. */
export type OrganizationAccess = {
  userId: string
  role: Role
  organization: { id: string; slug: string; name: string }
}

/** The same, inside one of the organization's workspaces. */
export type WorkspaceAccess = OrganizationAccess & { workspace: WorkspaceSummary }

export type WorkspaceSummary = { id: string; slug: string; name: string; mode: 'live' | 'test' }

/** Everything a person can switch to. */
export type AccessibleOrganization = {
  organization: OrganizationAccess['organization']
  role: Role
  workspaces: WorkspaceSummary[]
}
