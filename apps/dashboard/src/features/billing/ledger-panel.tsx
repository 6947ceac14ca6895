'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { addUsd } from '@turnpike/kernel/money'
import { buttonClass } from '@turnpike/ui/controls/button'
import { Copyable } from '@turnpike/ui/controls/copyable'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { formatShortId } from '@turnpike/ui/format/quantity-text'
import { type Column, DataTable } from '@turnpike/ui/layout/data-table'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { FreshnessLine } from '@turnpike/ui/layout/freshness-line'
import Link from 'next/link'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { OlderButton } from './older-button.tsx'
import { isUnderWay } from './purchase-status.ts'
import { type LedgerLine, toLedgerLine, toPendingLine } from './to-ledger-lines.ts'
import { usePurchasePages } from './use-purchase-pages.ts'

/** Where each cent went. `followedId`: the purchase that the buyer has just come back from. */
export function LedgerPanel({ organization, followedId }: { organization: string; followedId: string | null }) {
  const pages = useInfiniteQuery(
    useTRPC().billing.listLedger.infiniteQueryOptions({ organization }, { getNextPageParam: ({ next }) => next }),
  )
  const pending = usePendingLines(organization, followedId)
  return (
    <QueryPanel
      name="ledger"
      title="Ledger"
      query={pages}
      action={
        <a href={`/o/${organization}/billing/ledger.csv`} download className={buttonClass({ size: 'small' })}>
          Export CSV
        </a>
      }
      isEmpty={({ pages: [first] }) => first?.rows.length === 0 && pending.length === 0}
      empty={
        <EmptyState title="Nothing has moved yet">
          Purchases, bonuses and each day's usage appear here with the balance after them.
        </EmptyState>
      }
      footer={(data) => <ClosingLine pages={data.pages} isWhole={!pages.hasNextPage} />}
    >
      {(data) => (
        <>
          <DataTable
            label="Ledger"
            columns={COLUMNS}
            rows={[...pending, ...data.pages.flatMap(({ rows }) => rows.map((row) => toLedgerLine(row, organization)))]}
            rowKey={({ id }) => id}
          />
          <OlderButton pages={pages} label="Older" />
          <p className="mt-3 text-ink-3 text-meta">
            Dates are UTC. Usage is summed by UTC day and workspace. The export holds every row with exact amounts.
          </p>
        </>
      )}
    </QueryPanel>
  )
}

function usePendingLines(organization: string, followedId: string | null): LedgerLine[] {
  const { data } = useInfiniteQuery(usePurchasePages(organization))
  const purchases = data?.pages.flatMap((page) => page.purchases) ?? []
  return purchases.filter(({ id, status }) => isUnderWay(status, id === followedId)).map(toPendingLine)
}

type LedgerPages = {
  rows: { amount: LedgerLine['amount']; balanceAfter: LedgerLine['amount'] }[]
  completeToMs: number
}[]

/** With all rows on the page their sum is the newest balance, and the line says so. */
function ClosingLine({ pages, isWhole }: { pages: LedgerPages; isWhole: boolean }) {
  const rows = pages.flatMap((page) => page.rows)
  const [newest] = rows
  const sum =
    isWhole && newest ? { total: newest.balanceAfter, rows: addUsd(...rows.map(({ amount }) => amount)) } : null
  return <FreshnessLine completeToMs={pages[0]?.completeToMs ?? 0} {...(sum ? { sum } : {})} />
}

const COLUMNS: Column<LedgerLine>[] = [
  { id: 'date', header: 'Date', cell: ({ atMs }) => <Instant atMs={atMs} timeZone="UTC" shown="date" /> },
  {
    id: 'type',
    header: 'Type',
    className: 'min-w-36',
    cell: ({ text, href }) =>
      href ? (
        <Link href={href} prefetch={false} className="text-link underline underline-offset-2">
          {text}
        </Link>
      ) : (
        text
      ),
  },
  {
    id: 'amount',
    header: 'Amount',
    align: 'end',
    cell: ({ amount }) => (
      <>
        {amount > 0n ? '+' : ''}
        <Money amount={amount} kind="total" metric="ledger-amount" />
      </>
    ),
  },
  {
    id: 'balance',
    header: 'Balance after',
    align: 'end',
    cell: ({ balanceAfter }) =>
      balanceAfter === null ? (
        <span className="text-ink-3">not posted yet</span>
      ) : (
        <Money amount={balanceAfter} kind="balance" metric="ledger-balance" />
      ),
  },
  {
    id: 'reference',
    header: 'Reference',
    cell: ({ reference }) =>
      reference ? (
        <Copyable value={reference} label={`reference ${reference}`}>
          {formatShortId(reference)}
        </Copyable>
      ) : null,
  },
]
