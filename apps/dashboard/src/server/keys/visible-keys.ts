/** Which keys somebody may see and change: their own, or with the right to it everybody's in the workspace. */
import 'server-only'
import { failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import type { KeySummary } from '@turnpike/identity/core/key-state'
import { can } from '@turnpike/identity/core/permissions'
import { findKey } from '@turnpike/identity/store/keys'
import { toTrpcError } from '@/server/to-trpc-error.ts'

export const maySeeKey = ({ role, userId }: WorkspaceAccess, key: Pick<KeySummary, 'ownerUserId'>): boolean =>
  can(role, 'keys:read-all') || key.ownerUserId === userId

export const mayChangeKey = ({ role, userId }: WorkspaceAccess, key: KeySummary): boolean =>
  key.deletedAt === null && (can(role, 'keys:manage-all') || (can(role, 'keys:create') && key.ownerUserId === userId))

/** A key of another workspace, of somebody else and one that does not exist give the same answer: nothing. */
export async function findVisibleKey(
  database: Queryable,
  access: WorkspaceAccess,
  keyId: string,
): Promise<KeySummary | null> {
  const key = await findKey(database, access.organization.id, keyId)
  return key && key.workspaceId === access.workspace.id && maySeeKey(access, key) ? key : null
}

/** Throws NOT_FOUND as for a key that does not exist, and FORBIDDEN for one that the viewer may see but not change. */
export async function requireVisibleKey(
  database: Queryable,
  access: WorkspaceAccess,
  keyId: string,
): Promise<KeySummary> {
  const key = await findVisibleKey(database, access, keyId)
  if (!key) throw toTrpcError(failure('not_found', 'There is no such key in this workspace.'))
  return key
}

export async function requireChangeableKey(
  database: Queryable,
  access: WorkspaceAccess,
  keyId: string,
): Promise<KeySummary> {
  const key = await requireVisibleKey(database, access, keyId)
  if (key.deletedAt) throw toTrpcError(failure('not_found', 'This key was revoked and cannot be changed any more.'))
  if (!mayChangeKey(access, key))
    throw toTrpcError(
      failure('permission_denied', `Your role "${access.role}" may not change this key.`, {
        metadata: { capability: 'keys:manage-all', role: access.role },
      }),
    )
  return key
}
