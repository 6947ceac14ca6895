'use client'
import { Instant } from '@turnpike/ui/figures/instant'
import { formatKey } from '@turnpike/ui/format/quantity-text'
import type { ReactNode } from 'react'
import { useViewer } from '@/components/viewer-context.tsx'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { LastUsed, OwnerCell } from './key-cells.tsx'
import { KeyStateMark } from './key-state-mark.tsx'

export function KeyFacts({ row, atMs }: { row: KeyRow; atMs: number }) {
  const { timeZone } = useViewer()
  const exact = (at: Date) => (
    <Instant atMs={at.getTime()} timeZone={timeZone} shown="exact" className="whitespace-normal" />
  )
  return (
    <dl className="grid grid-cols-[7rem_1fr] gap-x-4 gap-y-2">
      <Fact label="State">
        <KeyStateMark state={row.state} />
      </Fact>
      <Fact label="Key">
        <code className="font-mono text-data">{formatKey(row.prefix, row.lastFour)}</code>
      </Fact>
      <Fact label="Owner">
        <OwnerCell row={row} />
      </Fact>
      <Fact label="Created">{exact(row.createdAt)}</Fact>
      <Fact label="Expires">{row.expiresAt ? exact(row.expiresAt) : 'never'}</Fact>
      <Fact label="Last used">
        <LastUsed row={row} atMs={atMs} />
      </Fact>
      {row.disabledAt ? <Fact label="Disabled">{exact(row.disabledAt)}</Fact> : null}
      {row.deletedAt ? <Fact label="Revoked">{exact(row.deletedAt)}</Fact> : null}
    </dl>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}
