'use client'
import type { PurchaseTotal } from '@turnpike/billing/core/purchase-fee'
import { addUsd, centsToNanoUsd, type NanoUsd } from '@turnpike/kernel/money'
import { cn } from '@turnpike/ui/cn'
import { Money } from '@turnpike/ui/figures/money'
import type { MoneyKind } from '@turnpike/ui/format/money-text'
import type { ReactNode } from 'react'
import type { PurchaseTerms } from './buy-credits-form.tsx'
import { feeLabel } from './purchase-amount.ts'
import { useBalance } from './use-balance.ts'

export type PurchaseSummaryProps = {
  organization: string
  terms: PurchaseTerms
  /** Null while there is no amount yet: the lines stay, so that the page does not move. */
  total: PurchaseTotal | null
}

/** What will be charged, all in, and what is there afterwards. */
export function PurchaseSummary({ organization, terms, total }: PurchaseSummaryProps) {
  const { data: balance } = useBalance(organization)
  const credits = total && centsToNanoUsd(total.creditsCents)
  return (
    <dl className="flex flex-col gap-1 text-data">
      <Line label="Credits" amount={credits} metric="purchase-credits" />
      <Line label={feeLabel(terms)} amount={total && centsToNanoUsd(total.feeCents)} metric="purchase-fee" />
      <Line
        label="You pay"
        amount={total && centsToNanoUsd(total.totalCents)}
        metric="purchase-total"
        className="mt-1 border-line-strong border-t pt-1.5 font-semibold"
      />
      <Line
        label="Available after"
        amount={credits !== null && balance ? addUsd(balance.available, credits) : null}
        metric="available-after"
        kind="balance"
      />
    </dl>
  )
}

type LineProps = { label: ReactNode; amount: NanoUsd | null; metric: string; kind?: MoneyKind; className?: string }

function Line({ label, amount, metric, kind = 'total', className }: LineProps) {
  return (
    <div className={cn('flex items-baseline gap-2', className)}>
      <dt className="min-w-0">{label}</dt>
      <span aria-hidden="true" className="leader" />
      <dd className="shrink-0 font-mono">
        {amount === null ? '—' : <Money amount={amount} kind={kind} metric={metric} />}
      </dd>
    </div>
  )
}
