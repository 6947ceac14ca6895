import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { type KeyState, type KeySummary, keyState } from '@turnpike/identity/core/key-state'
import { mayChangeKey } from './visible-keys.ts'

export type RelatedKey = Pick<KeySummary, 'id' | 'name' | 'lastFour' | 'expiresAt' | 'lastUsedAt'> & {
  state: KeyState
  mayChange: boolean
}

/** The key that this one replaces, and the one that replaces it. A rotation keeps the owner, so both may be seen. */
export function toRelatedKeys(
  key: KeySummary,
  siblings: readonly KeySummary[],
  access: WorkspaceAccess,
  nowMs: number,
): { replaces: RelatedKey | null; replacedBy: RelatedKey | null } {
  const toRelated = (related: KeySummary | undefined): RelatedKey | null => {
    if (!related) return null
    const { id, name, lastFour, expiresAt, lastUsedAt } = related
    const mayChange = mayChangeKey(access, related)
    return { id, name, lastFour, expiresAt, lastUsedAt, mayChange, state: keyState(related, nowMs) }
  }
  return {
    replaces: toRelated(siblings.find(({ id }) => id === key.rotatedFromId)),
    replacedBy: toRelated(siblings.find(({ rotatedFromId }) => rotatedFromId === key.id)),
  }
}
