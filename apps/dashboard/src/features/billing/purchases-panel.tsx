'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { centsToNanoUsd } from '@turnpike/kernel/money'
import { Copyable } from '@turnpike/ui/controls/copyable'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { StatusMark } from '@turnpike/ui/figures/status-mark'
import { formatShortId } from '@turnpike/ui/format/quantity-text'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useViewer } from '@/components/viewer-context.tsx'
import type { PurchaseView } from '@/server/routers/billing/purchase-view.ts'
import { OlderButton } from './older-button.tsx'
import { toShownStatus } from './purchase-status.ts'
import { usePurchasePages } from './use-purchase-pages.ts'

export type PurchasesPanelProps = { organization: string; followedId: string | null; className?: string }

/** Everything that was bought or tried to be. */
export function PurchasesPanel({ organization, followedId, className = '' }: PurchasesPanelProps) {
  const { timeZone } = useViewer()
  const pages = useInfiniteQuery(usePurchasePages(organization))
  return (
    <QueryPanel
      name="purchases"
      title="Purchases"
      query={pages}
      className={className}
      isEmpty={({ pages: [first] }) => first?.purchases.length === 0}
      empty={<EmptyState title="No purchases yet">Your first one appears here as soon as it is started.</EmptyState>}
    >
      {(data) => (
        <>
          <DataTable
            label="Purchases"
            columns={columnsFor(timeZone, followedId)}
            rows={data.pages.flatMap(({ purchases }) => purchases)}
            rowKey={({ id }) => id}
          />
          <OlderButton pages={pages} label="Older purchases" />
        </>
      )}
    </QueryPanel>
  )
}

const columnsFor = (timeZone: string, followedId: string | null): Column<PurchaseView>[] => [
  {
    id: 'date',
    header: 'Date',
    cell: ({ createdAt }) => <Instant atMs={createdAt.getTime()} timeZone={timeZone} shown="date" />,
  },
  { id: 'status', header: 'Status', cell: (purchase) => <PurchaseStatusCell {...{ purchase, followedId }} /> },
  money('credits', 'Credits', ({ creditsCents }) => creditsCents),
  money('fee', 'Platform fee', ({ feeCents }) => feeCents),
  money('total', 'Total', ({ totalCents }) => totalCents),
  {
    id: 'reference',
    header: 'Reference',
    cell: ({ reference }) => (
      <Copyable value={reference} label={`reference ${reference}`}>
        {formatShortId(reference)}
      </Copyable>
    ),
  },
]

function money(id: string, header: string, cents: (purchase: PurchaseView) => bigint): Column<PurchaseView> {
  return {
    id,
    header,
    align: 'end',
    cell: (purchase) => <Money amount={centsToNanoUsd(cents(purchase))} kind="total" />,
  }
}

type StatusCellProps = { purchase: PurchaseView; followedId: string | null }

function PurchaseStatusCell({ purchase, followedId }: StatusCellProps) {
  const { id, status, failureMessage, checkoutUrl } = purchase
  const isFollowed = id === followedId
  return (
    <>
      <StatusMark {...toShownStatus(status, isFollowed)} />
      {failureMessage && status !== 'fulfilled' ? <span className="text-ink-2">: {failureMessage}</span> : null}
      {checkoutUrl && !isFollowed ? (
        <>
          {' · '}
          <a href={checkoutUrl} className="text-link underline underline-offset-2">
            Continue
          </a>
        </>
      ) : null}
    </>
  )
}
