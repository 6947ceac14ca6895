'use client'
/** The dialog of the action that was chosen for a key; one at a time. */
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { ExpiryDialog } from './expiry-dialog.tsx'
import { LimitDialog } from './limit-dialog.tsx'
import { RenameKeyDialog } from './rename-key-dialog.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'
import { RotateKeyDialog } from './rotate-key-dialog.tsx'
import type { KeyChanges } from './use-key-changes.ts'

export type KeyDialogName = 'rename' | 'limit' | 'expiry' | 'rotate' | 'revoke'
export type ChosenAction = { dialog: KeyDialogName; key: KeyRow }

export type KeyDialogProps = { place: Place; target: KeyRow; changes: KeyChanges; onClose: () => void }

const DIALOGS = {
  rename: RenameKeyDialog,
  limit: LimitDialog,
  expiry: ExpiryDialog,
  rotate: RotateKeyDialog,
  revoke: RevokeKeyDialog,
} as const

type KeyDialogsProps = { place: Place; chosen: ChosenAction | null; changes: KeyChanges; onClose: () => void }

export function KeyDialogs({ place, chosen, changes, onClose }: KeyDialogsProps) {
  if (!chosen) return null
  const ChosenDialog = DIALOGS[chosen.dialog]
  return <ChosenDialog place={place} target={chosen.key} changes={changes} onClose={onClose} />
}
