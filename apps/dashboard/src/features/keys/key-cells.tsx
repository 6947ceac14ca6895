'use client'
/** The cells of the table of keys. On a phone a key is two lines: name and Spendable, then its last four and last use. */
import { Tooltip } from '@turnpike/ui/controls/tooltip'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { ScaleMeter } from '@turnpike/ui/figures/scale-meter'
import { StatusMark } from '@turnpike/ui/figures/status-mark'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { shareOf } from '@turnpike/ui/format/share'
import Link from 'next/link'
import { useViewer } from '@/components/viewer-context.tsx'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { describeCeiling, describeExhaustion, describeExpiry } from './key-words.ts'

type CellProps = { row: KeyRow; atMs: number }

export function NameCell({ row, atMs, href }: CellProps & { href: string }) {
  const expiry = describeExpiry(row, atMs)
  return (
    <div className="min-w-0 py-1">
      <Link
        href={href}
        className="block max-w-56 truncate font-medium text-link underline-offset-2 hover:underline max-md:max-w-[36vw]"
      >
        {row.name}
      </Link>
      {expiry ? <StatusMark status="caution" word={expiry} className="text-meta" /> : null}
      <span className="block font-mono text-ink-3 text-meta md:hidden">…{row.lastFour}</span>
    </div>
  )
}

export function OwnerCell({ row }: { row: KeyRow }) {
  if (row.ownerName === null) return <span className="text-ink-2">system</span>
  return (
    <span className="flex min-w-0 gap-1">
      <span className="truncate">{row.ownerName}</span>
      {row.isOwn ? <span className="text-ink-3">(you)</span> : null}
    </span>
  )
}

/** What counts against the key's own limit, or what it has cost ever when it has none. */
export function SpentCell({ row }: { row: KeyRow }) {
  const { limit } = row
  if (!limit)
    return (
      <span className="whitespace-nowrap">
        <Money amount={row.spentNanoUsd} kind="total" metric="key-spent" />
        <span className="text-ink-3"> · no own limit</span>
      </span>
    )
  return (
    <div className="flex items-center gap-3">
      <span className="whitespace-nowrap">
        <Money amount={limit.used} kind="total" metric="key-spent" /> of <Money amount={limit.limit} kind="total" />
        <span className="text-ink-3"> {limit.period ? PERIODS[limit.period] : ''}</span>
      </span>
      <ScaleMeter
        share={shareOf(limit.used + limit.reserved, limit.limit)}
        label={`Limit of ${row.name}`}
        valueText={`${formatMoney(limit.used, 'total')} of ${formatMoney(limit.limit, 'total')}`}
        className="w-20 shrink-0 max-lg:hidden"
      />
    </div>
  )
}

const PERIODS = { day: 'per day', week: 'per week', month: 'per month', lifetime: 'in total' } as const

export function SpendableCell({ row, atMs }: CellProps) {
  const { timeZone } = useViewer()
  const exhaustion = describeExhaustion(row, atMs, timeZone)
  const ceiling = describeCeiling(row.spendable, atMs, timeZone)
  return (
    <div className="py-1">
      {row.state === 'active' ? (
        <Tooltip text={ceiling}>
          <button type="button" aria-description={ceiling} className="rounded-control underline decoration-dotted">
            <Money amount={row.spendable.free} kind="balance" metric="key-spendable" />
          </button>
        </Tooltip>
      ) : (
        <span className="text-ink-3">—</span>
      )}
      {exhaustion && row.state === 'active' ? (
        <StatusMark status="refused" word={exhaustion} className="block text-meta" />
      ) : null}
      <span className="block text-meta md:hidden">
        <LastUsed row={row} atMs={atMs} />
      </span>
    </div>
  )
}

export function LastUsed({ row, atMs }: { row: Pick<KeyRow, 'lastUsedAt'>; atMs: number }) {
  const { timeZone } = useViewer()
  if (!row.lastUsedAt) return <span className="text-ink-3">never</span>
  const usedMs = row.lastUsedAt.getTime()
  return <Instant atMs={usedMs} timeZone={timeZone} shown="relative" nowMs={Math.max(atMs, usedMs)} />
}
