/** Workspaces of an organization. Deleted ones are not found. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { WorkspaceMode } from '../core/api-key.ts'

export type WorkspaceView = {
  workspaceId: string
  organizationId: string
  slug: string
  name: string
  mode: WorkspaceMode
  /** When the first request ever arrived. */
  firstRequestAt: Date | null
  createdAt: Date
}

type WorkspaceRow = Omit<WorkspaceView, 'workspaceId' | 'mode'> & { id: string; mode: string }

const columns = {
  id: true,
  organizationId: true,
  slug: true,
  name: true,
  mode: true,
  firstRequestAt: true,
  createdAt: true,
} as const

/** Adds a workspace; `false` when the slug is taken in its organization, by a deleted one too. */
export async function insertWorkspace(
  queryable: Queryable,
  organizationId: string,
  workspace: { id: string; slug: string; name: string; mode: WorkspaceMode; createdAt: Date },
): Promise<boolean> {
  const { count } = await prisma(queryable).workspace.createMany({
    data: [{ ...workspace, organizationId }],
    skipDuplicates: true,
  })
  return count === 1
}

export async function findWorkspace(
  queryable: Queryable,
  organizationId: string,
  slug: string,
): Promise<WorkspaceView | null> {
  const row = await prisma(queryable).workspace.findFirst({
    where: { organizationId, slug, deletedAt: null },
    select: columns,
  })
  return row && toView(row)
}

export async function findWorkspaceById(
  queryable: Queryable,
  organizationId: string,
  workspaceId: string,
): Promise<WorkspaceView | null> {
  const row = await prisma(queryable).workspace.findFirst({
    where: { organizationId, id: workspaceId, deletedAt: null },
    select: columns,
  })
  return row && toView(row)
}

/** All of an organization, the oldest first. */
export async function listWorkspaces(queryable: Queryable, organizationId: string): Promise<WorkspaceView[]> {
  const rows = await prisma(queryable).workspace.findMany({
    where: { organizationId, deletedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: columns,
  })
  return rows.map(toView)
}

const toView = ({ id, mode, ...row }: WorkspaceRow): WorkspaceView => ({
  workspaceId: id,
  ...row,
  mode: mode === 'test' ? 'test' : 'live',
})
