import type { KeyUsage } from '@turnpike/activity/store/key-usage'
import { type Ceiling, lowestCeiling } from '@turnpike/billing/core/ceiling'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { type KeyState, type KeySummary, keyState } from '@turnpike/identity/core/key-state'
import { invariant } from '@turnpike/kernel/invariant'
import type { NanoUsd } from '@turnpike/kernel/money'
import { type CeilingPool, ceilingsOf, ownLimitOf } from './key-ceilings.ts'
import { mayChangeKey } from './visible-keys.ts'

/** The ceiling that decides what a key can spend: how much is left, of which limit, until when. */
export type DecidingCeiling = Pick<Ceiling, 'limitSource' | 'period' | 'free' | 'resetsAt'>

export type KeyRow = Pick<
  KeySummary,
  'id' | 'name' | 'prefix' | 'lastFour' | 'createdAt' | 'expiresAt' | 'disabledAt' | 'deletedAt' | 'lastUsedAt'
> & {
  state: KeyState
  /** Null for a system key, which belongs to the workspace. */
  ownerName: string | null
  isOwn: boolean
  /** What it has cost, ever. */
  spentNanoUsd: NanoUsd
  /** Its own limit in the current window. */
  limit: Pick<Ceiling, 'period' | 'limit' | 'used' | 'reserved' | 'resetsAt'> | null
  spendable: DecidingCeiling
  mayChange: boolean
}

export function toKeyRow(
  key: KeySummary,
  facts: { access: WorkspaceAccess; pool: CeilingPool; usage: KeyUsage; nowMs: number },
): KeyRow {
  const { id, name, prefix, lastFour, createdAt, expiresAt, disabledAt, deletedAt, lastUsedAt } = key
  return {
    ...{ id, name, prefix, lastFour, createdAt, expiresAt, disabledAt, deletedAt, lastUsedAt },
    state: keyState(key, facts.nowMs),
    ownerName: key.ownerUserId === null ? null : (key.ownerName ?? 'somebody who left'),
    isOwn: key.ownerUserId === facts.access.userId,
    spentNanoUsd: facts.usage.total,
    limit: toLimit(ownLimitOf(id, facts.pool)),
    spendable: toDeciding(ceilingsOf(key, facts.pool)),
    mayChange: mayChangeKey(facts.access, key),
  }
}

/** The balance is always among the ceilings, so one of them decides. */
export function toDeciding(ceilings: readonly Ceiling[]): DecidingCeiling {
  const lowest = lowestCeiling(ceilings)
  invariant(lowest !== null, 'the balance is always a ceiling')
  const { limitSource, period, free, resetsAt } = lowest
  return { limitSource, period, free, resetsAt }
}

const toLimit = (own: Ceiling | null): KeyRow['limit'] =>
  own && { period: own.period, limit: own.limit, used: own.used, reserved: own.reserved, resetsAt: own.resetsAt }
