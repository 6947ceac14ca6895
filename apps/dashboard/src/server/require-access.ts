/**
 * What a page calls before it shows anything. Nobody signed in: to the login page and back again. A foreign or unknown
 * tenant: 404, the same for both. A missing capability: 403.
 */
import 'server-only'
import type { OrganizationAccess, WorkspaceAccess } from '@turnpike/identity/core/access'
import { type Capability, can } from '@turnpike/identity/core/permissions'
import { findOrganizationAccess, findWorkspaceAccess } from '@turnpike/identity/store/access-store'
import { forbidden, notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { getViewer } from '@/server/auth/auth.ts'
import type { Viewer } from '@/server/auth/viewer.ts'
import { deps } from '@/server/deps.ts'
import { getAddress } from '@/server/read-request-facts.ts'

export type OrganizationParams = Promise<{ organization: string }>
export type WorkspaceParams = Promise<{ organization: string; workspace: string }>

export async function requireViewer(): Promise<Viewer> {
  const viewer = await getViewer()
  if (!viewer) redirect(`/login?next=${encodeURIComponent(await getAddress())}`)
  return viewer
}

const loadOrganization = cache((organization: string, userId: string) =>
  findOrganizationAccess(deps().database, organization, userId),
)
const loadWorkspace = cache((organization: string, workspace: string, userId: string) =>
  findWorkspaceAccess(deps().database, organization, workspace, userId),
)

export async function requireOrganization(
  params: OrganizationParams,
  capability: Capability = 'spendable:read',
): Promise<OrganizationAccess> {
  const [{ organization }, viewer] = await Promise.all([params, requireViewer()])
  const access = await loadOrganization(organization, viewer.userId)
  if (!access) notFound()
  if (!can(access.role, capability)) forbidden()
  return access
}

export async function requireWorkspace(
  params: WorkspaceParams,
  capability: Capability = 'spendable:read',
): Promise<WorkspaceAccess> {
  const [{ organization, workspace }, viewer] = await Promise.all([params, requireViewer()])
  const access = await loadWorkspace(organization, workspace, viewer.userId)
  if (!access) notFound()
  if (!can(access.role, capability)) forbidden()
  return access
}

/** For page titles, which must not decide about access: nothing where `requireOrganization` would refuse. */
export async function peekOrganization(params: OrganizationParams): Promise<OrganizationAccess | null> {
  const [{ organization }, viewer] = await Promise.all([params, getViewer()])
  return viewer && loadOrganization(organization, viewer.userId)
}

export async function peekWorkspace(params: WorkspaceParams): Promise<WorkspaceAccess | null> {
  const [{ organization, workspace }, viewer] = await Promise.all([params, getViewer()])
  return viewer && loadWorkspace(organization, workspace, viewer.userId)
}
