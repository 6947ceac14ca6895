import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { findWorkspaceById } from '../store/workspaces.ts'
import { type IssuedKey, issueKey, type KeyIssueDeps } from './create-key.ts'
import { changeKey, type KeyTarget, requireKey } from './update-key.ts'

const LONGEST_OVERLAP_MS = 7 * 24 * 3_600_000

/**
 * A second secret for the same use: the new key has the name, owner, kind and expiry of the old one, which keeps
 * working for the overlap (at most 7 days). The caller copies the limit in the same transaction.
 */
export async function rotateKey(
  deps: KeyIssueDeps,
  transaction: Queryable,
  input: KeyTarget & { overlapMs: number },
): Promise<Result<IssuedKey, Failure>> {
  if (!(input.overlapMs >= 0 && input.overlapMs <= LONGEST_OVERLAP_MS))
    return err(failure('invalid_request', 'The old secret can keep working for 0 to 7 days.'))
  const found = await requireKey(transaction, input)
  if (!found.ok) return found
  const old = found.value
  const workspace = await findWorkspaceById(transaction, input.organizationId, input.workspaceId)
  if (!workspace) return err(failure('not_found', 'There is no such workspace in this organization.'))
  const nowMs = deps.clock.nowMs()
  if (old.expiresAt !== null && old.expiresAt.getTime() <= nowMs)
    return err(failure('conflict', 'This key has expired. Create a new one instead.'))

  const issued = await issueKey(deps, transaction, workspace, {
    ...old,
    actorUserId: input.actorUserId,
    ipAddress: input.ipAddress,
    rotatedFromId: old.id,
  })
  const endsAtMs = Math.min(nowMs + input.overlapMs, old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY)
  const ended = await changeKey(deps, transaction, input, 'key.replaced', () => ({ expiresAt: new Date(endsAtMs) }))
  return ended.ok ? ok(issued) : ended
}
