'use client'
/** The legend of the chart and its accessible alternative: every group with its figures, which sum to the totals. */
import type { UsageRow } from '@turnpike/activity/core/to-usage-report'
import type { UsageMetric } from '@turnpike/activity/core/usage-figures'
import { Button } from '@turnpike/ui/controls/button'
import { Money } from '@turnpike/ui/figures/money'
import { Count, Percent, TokenFigure } from '@turnpike/ui/figures/quantity'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { GROUP_TITLES, groupText } from './group-text.ts'
import { lookOf, Swatch } from './series-look.tsx'
import { cacheShareOf, effectivePriceOf } from './usage-rates.ts'
import type { ShownReport } from './use-usage-report.ts'

export type UsageTableProps = {
  report: ShownReport
  /** What shares are of. */
  metric: UsageMetric
  hrefOf: (group: string | null) => string | null
  /** A row was reached by pointer or keyboard: its series stands out. */
  onReach: (group: string | null | undefined) => void
}

const FIRST_ROWS = 20

export function UsageTable(table: UsageTableProps) {
  const { report } = table
  const [isWhole, setIsWhole] = useState(false)
  const rows = isWhole ? report.rows : report.rows.slice(0, FIRST_ROWS)
  const hidden = report.rows.length - rows.length
  return (
    <>
      <DataTable
        label={`Usage by ${report.group}`}
        columns={columnsOf(table)}
        rows={rows}
        rowKey={({ group }) => group ?? '\0other'}
        rowCount={report.rows.length + 1}
        className="-mx-4"
      />
      {hidden > 0 ? (
        <Button size="small" variant="quiet" onClick={() => setIsWhole(true)} className="mt-2">
          Show {hidden} more
        </Button>
      ) : null}
    </>
  )
}

function columnsOf({ report, metric, hrefOf, onReach }: UsageTableProps): Column<UsageRow>[] {
  const end = 'end' as const
  return [
    {
      id: 'group',
      header: GROUP_TITLES[report.group],
      cell: ({ group }) => <GroupCell report={report} group={group} href={hrefOf(group)} onReach={onReach} />,
    },
    {
      id: 'spend',
      header: 'Spend',
      align: end,
      cell: ({ costNanoUsd }) => <Money amount={costNanoUsd} kind="total" metric="row-spend" />,
    },
    {
      id: 'share',
      header: metric === 'spend' ? 'Share' : `Share of ${metric}`,
      align: end,
      cell: ({ share }) => <Percent share={share} />,
    },
    {
      id: 'requests',
      header: 'Requests',
      align: end,
      cell: ({ requests }) => <Count count={requests} metric="row-requests" />,
    },
    { id: 'errors', header: 'Errors', align: end, cell: ({ errors }) => <Count count={errors} /> },
    {
      id: 'tokens',
      header: 'Tokens in → out',
      align: end,
      cell: ({ inputTokens, outputTokens }) => (
        <span className="whitespace-nowrap">
          <TokenFigure count={inputTokens} /> → <TokenFigure count={outputTokens} />
        </span>
      ),
    },
    { id: 'price', header: '$/M effective', align: end, cell: (row) => <EffectivePrice row={row} /> },
    {
      id: 'cache',
      header: 'Cache',
      align: end,
      cell: (row) => orDash(cacheShareOf(row), (share) => <Percent share={share} />),
    },
  ]
}

const orDash = <Value,>(value: Value | null, show: (value: Value) => ReactNode): ReactNode =>
  value === null ? <span className="text-ink-3">–</span> : show(value)

const EffectivePrice = ({ row }: { row: UsageRow }) =>
  orDash(effectivePriceOf(row), (price) => <Money amount={price} kind="price" />)

type GroupCellProps = {
  report: ShownReport
  group: string | null
  href: string | null
  onReach: UsageTableProps['onReach']
}

function GroupCell({ report, group, href, onReach }: GroupCellProps) {
  const index = report.series.findIndex((series) => series.group === group)
  const look = lookOf(report.group, group, index)
  const name = groupText(group, report.names)
  return (
    <span
      className="inline-flex max-w-40 items-center gap-2 sm:max-w-80"
      onPointerEnter={() => onReach(index < 0 ? null : group)}
      onPointerLeave={() => onReach(undefined)}
    >
      <Swatch look={look} />
      <span aria-hidden="true" className="w-3 text-ink-3 text-meta">
        {look.mark}
      </span>
      {href === null ? (
        <span className="truncate">{name}</span>
      ) : (
        <Link
          href={href}
          onFocus={() => onReach(index < 0 ? null : group)}
          onBlur={() => onReach(undefined)}
          className="truncate text-link underline-offset-2 hover:underline"
        >
          {name}
        </Link>
      )}
    </span>
  )
}
