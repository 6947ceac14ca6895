/** Changes of a key. Each is written down in the audit log and pushed to every gateway when the transaction commits. */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import type { JsonObject } from '@turnpike/kernel/json'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { parseDisplayName } from '../core/display-name.ts'
import type { KeySummary } from '../core/key-state.ts'
import { recordAudit } from '../store/audit.ts'
import { findKey, type KeyChange, updateKeyRow } from '../store/keys.ts'

export type KeyUpdateDeps = { clock: Clock; ids: Ids }

/** Which key, and who changes it. */
export type KeyTarget = {
  organizationId: string
  workspaceId: string
  keyId: string
  actorUserId: string
  ipAddress?: string | undefined
}

type ChangedKey = Promise<Result<KeySummary, Failure>>

export async function renameKey(
  deps: KeyUpdateDeps,
  transaction: Queryable,
  input: KeyTarget & { name: string },
): ChangedKey {
  const name = parseDisplayName(input.name)
  return name.ok ? await changeKey(deps, transaction, input, 'key.renamed', () => ({ name: name.value })) : name
}

/** Disabling keeps the first instant, so that doing it twice changes nothing. */
export const setKeyDisabled = (
  deps: KeyUpdateDeps,
  transaction: Queryable,
  input: KeyTarget & { disabled: boolean },
): ChangedKey =>
  changeKey(deps, transaction, input, input.disabled ? 'key.disabled' : 'key.enabled', (key) => ({
    disabledAt: input.disabled ? (key.disabledAt ?? new Date(deps.clock.nowMs())) : null,
  }))

export async function setKeyExpiry(
  deps: KeyUpdateDeps,
  transaction: Queryable,
  input: KeyTarget & { expiresAt: Date | null },
): ChangedKey {
  const { expiresAt } = input
  if (expiresAt !== null && !(expiresAt.getTime() > deps.clock.nowMs()))
    return err(failure('invalid_request', 'The expiry must lie in the future. To end a key now, disable or delete it.'))
  return await changeKey(deps, transaction, input, 'key.expiry_changed', () => ({ expiresAt }))
}

/** The row stays, so that the requests of the key keep its name; the key itself never works again. */
export const deleteKey = (deps: KeyUpdateDeps, transaction: Queryable, input: KeyTarget): ChangedKey =>
  changeKey(deps, transaction, input, 'key.deleted', () => ({ deletedAt: new Date(deps.clock.nowMs()) }))

/** The key, unless it is another workspace's, deleted or unknown: these are all the same answer. */
export async function requireKey(transaction: Queryable, target: KeyTarget): ChangedKey {
  const key = await findKey(transaction, target.organizationId, target.keyId)
  if (!key || key.workspaceId !== target.workspaceId || key.deletedAt)
    return err(failure('not_found', 'There is no such key in this workspace.'))
  return ok(key)
}

export async function changeKey(
  deps: KeyUpdateDeps,
  transaction: Queryable,
  target: KeyTarget,
  action: string,
  changeOf: (key: KeySummary) => KeyChange,
): ChangedKey {
  const found = await requireKey(transaction, target)
  if (!found.ok) return found
  const change = changeOf(found.value)
  await updateKeyRow(transaction, target.organizationId, target.keyId, change)
  await recordAudit(transaction, target.organizationId, {
    id: deps.ids.next('audit'),
    workspaceId: target.workspaceId,
    actorUserId: target.actorUserId,
    action,
    targetKind: 'key',
    targetId: target.keyId,
    before: changedParts(found.value, change),
    after: changedParts(change, change),
    ipAddress: target.ipAddress,
    createdAtMs: deps.clock.nowMs(),
  })
  await notify(transaction, { topic: 'key_changed', keyId: target.keyId })
  const changed = await findKey(transaction, target.organizationId, target.keyId)
  invariant(changed, 'a key that was just changed is there')
  return ok(changed)
}

/** Of a key only the fields that a change names, as JSON. */
function changedParts(values: KeyChange | KeySummary, change: KeyChange): JsonObject {
  const names = Object.keys(change) as (keyof KeyChange)[]
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name] ?? null
      return [name, value instanceof Date ? value.toISOString() : value]
    }),
  )
}
