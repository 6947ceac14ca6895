'use client'
/** What the buyer sees on coming back from the payment page: at once, and updated until the purchase is settled. */
import { useQuery } from '@tanstack/react-query'
import { centsToNanoUsd } from '@turnpike/kernel/money'
import { cn } from '@turnpike/ui/cn'
import { Button } from '@turnpike/ui/controls/button'
import { Money } from '@turnpike/ui/figures/money'
import { parseAsString, useQueryStates } from 'nuqs'
import type { ReactNode } from 'react'
import type { PurchaseView } from '@/server/routers/billing/purchase-view.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { isSettled } from './purchase-status.ts'
import { useFollowedPurchase } from './use-followed-purchase.ts'

export function PurchaseReturn({ organization, mayBuy }: { organization: string; mayBuy: boolean }) {
  const [{ paid, cancelled }, setReturned] = useQueryStates({ paid: parseAsString, cancelled: parseAsString })
  const purchaseId = paid ?? cancelled
  if (purchaseId === null || !mayBuy) return null
  return (
    <FollowedPurchase
      key={purchaseId}
      organization={organization}
      purchaseId={purchaseId}
      isCancelled={paid === null}
      onDismiss={() => void setReturned({ paid: null, cancelled: null })}
    />
  )
}

type FollowedPurchaseProps = {
  organization: string
  purchaseId: string
  /** The buyer left the payment page by its way back. */
  isCancelled: boolean
  onDismiss: () => void
}

function FollowedPurchase({ organization, purchaseId, isCancelled, onDismiss }: FollowedPurchaseProps) {
  const known = useQuery(useTRPC().billing.getPurchase.queryOptions({ organization, purchaseId }))
  const follow = useFollowedPurchase(organization, purchaseId, {
    once: isCancelled,
    enabled: known.error?.data?.code !== 'NOT_FOUND',
  })
  const purchase = follow.purchase ?? known.data
  return (
    <section
      aria-label="Your purchase"
      data-panel="purchase-return"
      data-state={purchase?.status ?? 'unknown'}
      className={cn(
        'flex flex-wrap items-center gap-x-4 gap-y-2 rounded-panel border border-line p-4 lg:col-span-2',
        toneOf(purchase, isCancelled),
      )}
    >
      <div role="status" className="min-w-0 flex-1">
        {purchase ? (
          <PurchaseNews purchase={purchase} isCancelled={isCancelled} isOverdue={follow.isOverdue} />
        ) : (
          (known.error?.message ?? 'Looking for your purchase.')
        )}
      </div>
      {follow.isOverdue && purchase && !isSettled(purchase.status) ? (
        <Button size="small" onClick={follow.again}>
          Check again
        </Button>
      ) : null}
      <Button size="small" variant="quiet" onClick={onDismiss}>
        Dismiss
      </Button>
    </section>
  )
}

function toneOf(purchase: PurchaseView | undefined, isCancelled: boolean): string {
  if (purchase?.status === 'fulfilled') return 'bg-positive-soft'
  if (purchase?.status === 'failed' || purchase?.status === 'rejected') return 'bg-danger-soft'
  return isCancelled ? 'bg-caution-soft' : 'bg-surface'
}

type NewsProps = { purchase: PurchaseView; isCancelled: boolean; isOverdue: boolean }

function PurchaseNews({ purchase, isCancelled, isOverdue }: NewsProps): ReactNode {
  const { status, failureMessage, reference } = purchase
  const credits = <Money amount={centsToNanoUsd(purchase.creditsCents)} kind="total" />
  switch (status) {
    case 'fulfilled':
      return (
        <>
          <strong className="font-semibold">Purchase · posted.</strong> {credits} of credits are available; you paid{' '}
          <Money amount={centsToNanoUsd(purchase.totalCents)} kind="total" />.
        </>
      )
    case 'failed':
      return <>The payment failed{failureMessage ? `: ${failureMessage}` : '.'} Nothing was charged.</>
    case 'expired':
      return <>The payment page has expired and nothing was charged. Start a new purchase below.</>
    case 'refunded':
      return <>This purchase of {credits} was refunded.</>
    case 'rejected':
      return (
        <>
          {failureMessage} Nothing was credited; a person will look at it. Reference {reference}.
        </>
      )
    default:
      if (isCancelled && status === 'created') return <CancelledNews failureMessage={failureMessage} />
      if (isOverdue) return <>Still processing. You will not be charged twice; reference {reference}.</>
      return (
        <>
          <strong className="font-semibold">Purchase · processing.</strong> {credits} of credits appear here as soon as
          the payment is confirmed.
        </>
      )
  }
}

const CancelledNews = ({ failureMessage }: { failureMessage: string | null }) => (
  <>
    {failureMessage ? `The payment was declined: ${failureMessage} ` : 'You left the payment page. '}
    Nothing was charged, and the amount is kept below.
  </>
)
