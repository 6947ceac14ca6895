import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { digestApiKey, generateApiKey, type KeyKind, keyPrefixFor } from '../core/api-key.ts'
import { parseDisplayName } from '../core/display-name.ts'
import type { KeySummary } from '../core/key-state.ts'
import { recordAudit } from '../store/audit.ts'
import { findKey, insertKey } from '../store/keys.ts'
import { isMember } from '../store/organizations.ts'
import { findWorkspaceById, type WorkspaceView } from '../store/workspaces.ts'

export type KeyIssueDeps = { clock: Clock; ids: Ids; pepper: string }

export type CreateKeyInput = {
  organizationId: string
  workspaceId: string
  actorUserId: string
  name: string
  kind?: KeyKind | undefined
  expiresAt: Date | null
  /** Whose budgets count; `null` makes a system key of the workspace. */
  ownerUserId: string | null
  ipAddress?: string | undefined
}

/** The secret exists only in this answer: show it once, store it nowhere. */
export type IssuedKey = { key: KeySummary; secret: string }

/**
 * Makes a key inside the caller's transaction, so that its limit (a budget, billing's) is there as soon as the key is.
 * Fails with `invalid_request` for a bad name or expiry and with `not_found` for a foreign workspace or owner.
 */
export async function createKey(
  deps: KeyIssueDeps,
  transaction: Queryable,
  input: CreateKeyInput,
): Promise<Result<IssuedKey, Failure>> {
  const name = parseDisplayName(input.name)
  if (!name.ok) return name
  if (input.expiresAt !== null && !(input.expiresAt.getTime() > deps.clock.nowMs())) return err(expiryHasPassed())
  const workspace = await findWorkspaceById(transaction, input.organizationId, input.workspaceId)
  if (!workspace) return err(failure('not_found', 'There is no such workspace in this organization.'))
  if (input.ownerUserId !== null && !(await isMember(transaction, input.organizationId, input.ownerUserId)))
    return err(failure('not_found', 'The owner of a key must be a member of the organization.'))
  return ok(await issueKey(deps, transaction, workspace, { ...input, name: name.value, rotatedFromId: null }))
}

/** Writes a key that has been checked. */
export async function issueKey(
  deps: KeyIssueDeps,
  transaction: Queryable,
  workspace: WorkspaceView,
  input: CreateKeyInput & { rotatedFromId: string | null },
): Promise<IssuedKey> {
  const kind = input.kind ?? 'inference'
  const prefix = keyPrefixFor(kind, workspace.mode)
  const secret = generateApiKey(prefix)
  const keyId = deps.ids.next('key')
  const nowMs = deps.clock.nowMs()
  await insertKey(transaction, workspace.organizationId, {
    id: keyId,
    workspaceId: workspace.workspaceId,
    name: input.name,
    kind,
    digest: digestApiKey(deps.pepper, secret),
    prefix,
    lastFour: secret.slice(-4),
    ownerUserId: input.ownerUserId,
    createdByUserId: input.actorUserId,
    createdAt: new Date(nowMs),
    expiresAt: input.expiresAt,
    rotatedFromId: input.rotatedFromId,
  })
  const key = await findKey(transaction, workspace.organizationId, keyId)
  invariant(key, 'a key that was just inserted is there')
  await recordKeyCreation(deps, transaction, key, input)
  return { key, secret }
}

async function recordKeyCreation(
  deps: { clock: Clock; ids: Ids },
  transaction: Queryable,
  key: KeySummary,
  input: CreateKeyInput,
): Promise<void> {
  await recordAudit(transaction, key.organizationId, {
    id: deps.ids.next('audit'),
    workspaceId: key.workspaceId,
    actorUserId: input.actorUserId,
    action: key.rotatedFromId === null ? 'key.created' : 'key.rotated',
    targetKind: 'key',
    targetId: key.id,
    after: {
      name: key.name,
      kind: key.kind,
      lastFour: key.lastFour,
      ownerUserId: key.ownerUserId,
      expiresAt: key.expiresAt?.toISOString() ?? null,
      rotatedFromId: key.rotatedFromId,
    },
    ipAddress: input.ipAddress,
    createdAtMs: deps.clock.nowMs(),
  })
  await notify(transaction, { topic: 'key_changed', keyId: key.id })
}

const expiryHasPassed = (): Failure =>
  failure('invalid_request', 'The expiry must lie in the future.', { metadata: { field: 'expiresAt' } })
