/**
 * Which organizations and workspaces a person is in. A foreign workspace and one that does not exist give the same
 * answer: nothing.
 */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'
import type { AccessibleOrganization, OrganizationAccess, WorkspaceAccess, WorkspaceSummary } from '../core/access.ts'
import { isRole, type Role } from '../core/permissions.ts'

const organizationColumns = { id: true, slug: true, name: true } as const
const workspaceColumns = { id: true, slug: true, name: true, mode: true } as const

/** The membership of a person in the organization with this slug. */
export async function findOrganizationAccess(
  queryable: Queryable,
  organizationSlug: string,
  userId: string,
): Promise<OrganizationAccess | null> {
  const row = await prisma(queryable).membership.findFirst({
    where: { userId, organization: { slug: organizationSlug } },
    select: { role: true, organization: { select: organizationColumns } },
  })
  return row && { userId, role: toRole(row.role), organization: row.organization }
}

/** The same, for a workspace of that organization that was not deleted. */
export async function findWorkspaceAccess(
  queryable: Queryable,
  organizationSlug: string,
  workspaceSlug: string,
  userId: string,
): Promise<WorkspaceAccess | null> {
  const access = await findOrganizationAccess(queryable, organizationSlug, userId)
  if (!access) return null
  const workspace = await prisma(queryable).workspace.findFirst({
    where: { organizationId: access.organization.id, slug: workspaceSlug, deletedAt: null },
    select: workspaceColumns,
  })
  return workspace && { ...access, workspace: toWorkspace(workspace) }
}

/** All organizations of a person with their workspaces, the oldest membership first. */
export async function listAccessibleOrganizations(
  queryable: Queryable,
  userId: string,
): Promise<AccessibleOrganization[]> {
  const rows = await prisma(queryable).membership.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: {
      role: true,
      organization: {
        select: {
          ...organizationColumns,
          workspaces: {
            where: { deletedAt: null },
            orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
            select: workspaceColumns,
          },
        },
      },
    },
  })
  return rows.map(({ role, organization: { workspaces, ...organization } }) => ({
    organization,
    role: toRole(role),
    workspaces: workspaces.map(toWorkspace),
  }))
}

export type Colleague = { userId: string; email: string; name: string | null; role: Role }

/** The people of an organization who hold one of the roles: whom to ask for a right. */
export async function listColleagues(
  queryable: Queryable,
  organizationId: string,
  roles: readonly Role[],
): Promise<Colleague[]> {
  const rows = await prisma(queryable).membership.findMany({
    where: { organizationId, role: { in: [...roles] } },
    orderBy: { createdAt: 'asc' },
    select: { role: true, user: { select: { id: true, email: true, name: true } } },
  })
  return rows.map(({ role, user }) => ({ userId: user.id, email: user.email, name: user.name, role: toRole(role) }))
}

function toRole(text: string): Role {
  invariant(isRole(text), `membership has the unknown role "${text}"`)
  return text
}

const toWorkspace = (row: { id: string; slug: string; name: string; mode: string }): WorkspaceSummary => ({
  ...row,
  mode: row.mode === 'test' ? 'test' : 'live',
})
