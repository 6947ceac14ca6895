import type { KeyState } from '@turnpike/identity/core/key-state'
import { type Status, StatusMark } from '@turnpike/ui/figures/status-mark'
import { toShownState } from './filter-keys.ts'

const STATUSES: Record<KeyState, Status> = { active: 'ok', disabled: 'refused', expired: 'caution', deleted: 'failed' }

/** A key's state as word, shape and colour. */
export function KeyStateMark({ state }: { state: KeyState }) {
  return <StatusMark status={STATUSES[state]} word={toShownState(state)} />
}
