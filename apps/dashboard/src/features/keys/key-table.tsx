'use client'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { LastUsed, NameCell, OwnerCell, SpendableCell, SpentCell } from './key-cells.tsx'
import type { ChosenAction } from './key-dialogs.tsx'
import { KeyMenu } from './key-menu.tsx'
import { KeyStateMark } from './key-state-mark.tsx'
import type { KeyChanges } from './use-key-changes.ts'

export type KeyTableProps = {
  label: string
  place: Place
  keys: readonly KeyRow[]
  /** When the rows were read. */
  atMs: number
  changes: KeyChanges
  onChoose: (action: ChosenAction) => void
}

export function KeyTable({ label, place, keys, atMs, changes, onChoose }: KeyTableProps) {
  const base = `${workspaceAddress(place.organization, place.workspace)}/keys`
  const columns: Column<KeyRow>[] = [
    {
      id: 'name',
      header: 'Name',
      cell: (row) => <NameCell row={row} atMs={atMs} href={`${base}/${row.id}`} />,
    },
    {
      id: 'key',
      header: 'Key',
      className: WIDE,
      cell: (row) => <code className="font-mono text-data">…{row.lastFour}</code>,
    },
    { id: 'owner', header: 'Owner', className: `${WIDE} max-w-52`, cell: (row) => <OwnerCell row={row} /> },
    { id: 'spent', header: 'Spent / limit', className: WIDE, cell: (row) => <SpentCell row={row} /> },
    {
      id: 'spendable',
      header: 'Spendable',
      align: 'end',
      cell: (row) => <SpendableCell row={row} atMs={atMs} />,
    },
    { id: 'used', header: 'Last used', className: WIDE, cell: (row) => <LastUsed row={row} atMs={atMs} /> },
    { id: 'state', header: 'State', className: WIDE, cell: (row) => <KeyStateMark state={row.state} /> },
    {
      id: 'actions',
      header: <span className="sr-only">Actions</span>,
      align: 'end',
      className: 'w-10',
      cell: (row) => <KeyMenu target={row} changes={changes} onChoose={onChoose} />,
    },
  ]
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={keys}
      rowKey={(row) => row.id}
      density="comfortable"
      className="-mx-4"
    />
  )
}

const WIDE = 'max-md:hidden'
