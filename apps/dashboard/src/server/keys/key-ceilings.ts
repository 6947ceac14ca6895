/** Which ceilings are over a key: those that its workspace shares, its owner's budgets and its own limit. Pure. */
import type { Ceiling } from '@turnpike/billing/core/ceiling'
import type { KeySummary } from '@turnpike/identity/core/key-state'

export type CeilingPool = {
  /** Balance, organization and workspace budgets, in the order in which equally tight ones are named. */
  shared: readonly Ceiling[]
  /** Budgets of members and keys. */
  scoped: readonly Ceiling[]
}

export const ceilingsOf = (key: Pick<KeySummary, 'id' | 'ownerUserId'>, pool: CeilingPool): Ceiling[] => [
  ...pool.shared,
  ...ceilingsOfOwner(key.ownerUserId, pool),
  ...ownLimits(key.id, pool),
]

/** What a new key of a member would be under. */
export const inheritedCeilings = (ownerUserId: string, pool: CeilingPool): Ceiling[] => [
  ...pool.shared,
  ...ceilingsOfOwner(ownerUserId, pool),
]

/** A key has one own limit, or none. */
export const ownLimitOf = (keyId: string, pool: CeilingPool): Ceiling | null => ownLimits(keyId, pool)[0] ?? null

const ceilingsOfOwner = (ownerUserId: string | null, { scoped }: CeilingPool): Ceiling[] =>
  scoped.filter((ceiling) => ceiling.limitSource === 'member_budget' && ceiling.scopeId === ownerUserId)

const ownLimits = (keyId: string, { scoped }: CeilingPool): Ceiling[] =>
  scoped.filter((ceiling) => ceiling.limitSource === 'key_limit' && ceiling.scopeId === keyId)
