import type { KeyKind } from './api-key.ts'

/** A key as lists and pages show it. The secret is not part of it: it exists only in the answer that created it. */
export type KeySummary = {
  id: string
  organizationId: string
  workspaceId: string
  name: string
  kind: KeyKind
  prefix: string
  lastFour: string
  ownerUserId: string | null
  /** Name of the owner, else the e-mail address; `null` for a system key. */
  ownerName: string | null
  createdByUserId: string | null
  createdAt: Date
  expiresAt: Date | null
  disabledAt: Date | null
  deletedAt: Date | null
  lastUsedAt: Date | null
  /** The key that this one replaces. */
  rotatedFromId: string | null
}

export type KeyState = 'active' | 'disabled' | 'expired' | 'deleted'

/** Deleted outweighs disabled, and disabled outweighs expired: the state that a person set is the one to name. */
export function keyState(key: Pick<KeySummary, 'deletedAt' | 'disabledAt' | 'expiresAt'>, nowMs: number): KeyState {
  if (key.deletedAt) return 'deleted'
  if (key.disabledAt) return 'disabled'
  if (key.expiresAt && key.expiresAt.getTime() <= nowMs) return 'expired'
  return 'active'
}
