'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Menu, MenuItem, MenuSeparator } from '@turnpike/ui/controls/menu'
import { Ellipsis } from 'lucide-react'
import type { ReactElement } from 'react'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import type { ChosenAction } from './key-dialogs.tsx'
import type { KeyChanges } from './use-key-changes.ts'

export type KeyMenuProps = {
  target: KeyRow
  changes: KeyChanges
  onChoose: (action: ChosenAction) => void
  trigger?: ReactElement
}

/** What can be done with a key. Nothing is listed that would be refused. */
export function KeyMenu({ target, changes, onChoose, trigger }: KeyMenuProps) {
  if (!target.mayChange) return null
  const choose = (dialog: ChosenAction['dialog']) => () => onChoose({ dialog, key: target })
  const isDisabled = target.disabledAt !== null
  return (
    <Menu
      trigger={
        trigger ?? (
          <Button variant="quiet" size="icon" aria-label={`Actions for ${target.name}`} className="size-7">
            <Ellipsis aria-hidden="true" className="size-4" />
          </Button>
        )
      }
    >
      <MenuItem onClick={choose('rename')}>Rename…</MenuItem>
      <MenuItem onClick={choose('limit')}>Change limit…</MenuItem>
      <MenuItem onClick={choose('expiry')}>Change expiry…</MenuItem>
      {target.state === 'expired' ? null : <MenuItem onClick={choose('rotate')}>Rotate…</MenuItem>}
      <MenuSeparator />
      <MenuItem onClick={() => changes.setDisabled(target, !isDisabled)}>{isDisabled ? 'Enable' : 'Disable'}</MenuItem>
      <MenuItem tone="danger" onClick={choose('revoke')}>
        Revoke…
      </MenuItem>
    </Menu>
  )
}
