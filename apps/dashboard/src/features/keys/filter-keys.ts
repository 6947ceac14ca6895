/** Which keys of the list are shown. Pure. */
import type { KeyState } from '@turnpike/identity/core/key-state'
import type { KeyRow } from '@/server/keys/to-key-row.ts'

/** States as people and addresses name them. */
export const SHOWN_STATES = ['active', 'disabled', 'expired', 'revoked'] as const
export type ShownState = (typeof SHOWN_STATES)[number]

export const toShownState = (state: KeyState): ShownState => (state === 'deleted' ? 'revoked' : state)

export type KeyFilter = {
  /** Null shows the active ones, and the others under a disclosure. */
  state: ShownState | null
  /** Part of the name, the owner or the last four. */
  q: string
}

export type ShownKeys = { main: KeyRow[]; folded: KeyRow[] }

export function filterKeys(keys: readonly KeyRow[], { state, q }: KeyFilter): ShownKeys {
  const matching = keys.filter((key) => matches(key, q))
  const inState = (wanted: ShownState) => matching.filter((key) => toShownState(key.state) === wanted)
  if (state !== null) return { main: inState(state), folded: [] }
  return { main: inState('active'), folded: matching.filter((key) => key.state !== 'active') }
}

const WHOLE_KEY = /sk-[a-z]+-[a-z]+-\w*?(\w{4})(?!\w)/g

/** What may stand in the address: a pasted key becomes its last four, by which it finds itself. */
export const withoutSecrets = (q: string): string => q.replaceAll(WHOLE_KEY, '$1')

function matches(key: KeyRow, q: string): boolean {
  const text = q.trim().toLowerCase()
  return [key.name, key.ownerName ?? 'system', `…${key.lastFour}`].some((part) => part.toLowerCase().includes(text))
}
