import 'server-only'
import type { Queryable } from '@turnpike/db/database'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { listKeys } from '@turnpike/identity/store/keys'

/** `null` for a key that is not of this workspace any more. */
export type KeyLabelOf = (keyId: string) => { name: string; isRevoked: boolean } | null

/** Names of the workspace's keys, revoked ones too: their requests stay in the logs. */
export async function readKeyLabels(database: Queryable, access: WorkspaceAccess): Promise<KeyLabelOf> {
  const keys = await listKeys(database, access.organization.id, access.workspace.id)
  const labels = new Map(keys.map(({ id, name, deletedAt }) => [id, { name, isRevoked: deletedAt !== null }]))
  return (keyId) => labels.get(keyId) ?? null
}
