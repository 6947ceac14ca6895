'use client'
import { useQuery } from '@tanstack/react-query'
import type { Lot } from '@turnpike/billing/store/lots'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useViewer } from '@/components/viewer-context.tsx'
import { useTRPC } from '@/trpc/client.tsx'

const ORIGINS: Record<string, string> = { purchase: 'Purchase', promotion: 'Bonus', adjustment: 'Adjustment' }

/** Credit by origin, in the order in which it is used. */
export function LotsPanel({ organization }: { organization: string }) {
  const { timeZone } = useViewer()
  const lots = useQuery(useTRPC().billing.listLots.queryOptions({ organization }))
  return (
    <QueryPanel
      name="lots"
      title="Credit and its validity"
      query={lots}
      className="self-start"
      isEmpty={(rows) => rows.length === 0}
      empty={<EmptyState title="No credit yet">Each purchase appears here with what is left of it.</EmptyState>}
    >
      {(rows) => (
        <>
          <DataTable
            label="Credit and its validity"
            columns={columnsFor(timeZone)}
            rows={rows}
            rowKey={({ id }) => id}
          />
          <p className="mt-3 text-ink-3 text-meta">
            The first one is used first. What requests hold is still part of it.
          </p>
        </>
      )}
    </QueryPanel>
  )
}

const columnsFor = (timeZone: string): Column<Lot>[] => [
  {
    id: 'origin',
    header: 'From',
    cell: ({ source, createdAt }) => (
      <>
        {ORIGINS[source] ?? source}{' '}
        <Instant atMs={createdAt.getTime()} timeZone={timeZone} shown="date" className="text-ink-3" />
      </>
    ),
  },
  {
    id: 'left',
    header: 'Left',
    align: 'end',
    cell: ({ remaining }) => <Money amount={remaining} kind="balance" metric="lot-left" />,
  },
  { id: 'amount', header: 'Of', align: 'end', cell: ({ amount }) => <Money amount={amount} kind="total" /> },
  {
    id: 'expires',
    header: 'Valid until',
    align: 'end',
    cell: ({ expiresAt }) =>
      expiresAt ? <Instant atMs={expiresAt.getTime()} timeZone={timeZone} shown="date" /> : 'no end',
  },
]
