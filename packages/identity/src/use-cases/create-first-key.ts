import type { Failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import { ok, type Result } from '@turnpike/kernel/result'
import { hasHadKey, lockMembership } from '../store/own-keys.ts'
import { createKey, type IssuedKey, type KeyIssueDeps } from './create-key.ts'

export type FirstKeyInput = {
  organizationId: string
  workspaceId: string
  actorUserId: string
  name: string
  ipAddress?: string | undefined
}

/**
 * The key that a person finds on arrival in a workspace: made once, and never again once they had any key there, however
 * many pages ask at the same time. `null` means that there was one already. Fails as `createKey` does.
 */
export async function createFirstKey(
  deps: KeyIssueDeps,
  transaction: Queryable,
  input: FirstKeyInput,
): Promise<Result<IssuedKey | null, Failure>> {
  const { organizationId, workspaceId, actorUserId } = input
  const isMember = await lockMembership(transaction, organizationId, actorUserId)
  if (isMember && (await hasHadKey(transaction, organizationId, workspaceId, actorUserId))) return ok(null)
  return await createKey(deps, transaction, { ...input, ownerUserId: actorUserId, expiresAt: null })
}
