'use client'
/** What can be spent, on every page; opens the list of everything that bounds it, and leads to credits. */
import { Button, buttonClass } from '@turnpike/ui/controls/button'
import { Popover, PopoverClose } from '@turnpike/ui/controls/popover'
import { Money } from '@turnpike/ui/figures/money'
import Link from 'next/link'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { CeilingList } from './ceiling-list.tsx'
import { LIMIT_NAMES } from './limit-name.ts'
import { useSpendable } from './use-spendable.ts'

export type SpendablePillProps = {
  place: Place
  /** Without it the list ends without a way to credits. */
  canSeeBilling: boolean
  mayBuy: boolean
}

export function SpendablePill({ place, canSeeBilling, mayBuy }: SpendablePillProps) {
  const { data: spendable } = useSpendable(place)
  if (!spendable) return canSeeBilling ? <BillingLink place={place} label="Credits" /> : null
  const { lowest, ceilings } = spendable
  return (
    <Popover
      title="What can be spent"
      trigger={
        <Button size="small" data-testid="spendable-pill">
          <Money amount={lowest.free} kind="balance" metric="spendable" />
          <span className="-ml-1 text-ink-2 max-sm:sr-only">spendable</span>
          <span className="sr-only">, set by {LIMIT_NAMES[lowest.limitSource]}. Show all limits</span>
        </Button>
      }
    >
      <CeilingList ceilings={ceilings} />
      {canSeeBilling ? (
        <PopoverClose
          nativeButton={false}
          render={<BillingLink place={place} label={mayBuy ? 'Add credits' : 'Credits and billing'} className="mt-4" />}
        />
      ) : null}
    </Popover>
  )
}

/** `role`: what closes a popover calls itself a button; this one leads somewhere, so it stays a link. */
type BillingLinkProps = { place: Place; label: string; className?: string; role?: string }

function BillingLink({ place, label, className = '', role: _role, ...link }: BillingLinkProps) {
  return (
    <Link {...link} href={`/o/${place.organization}/billing`} className={buttonClass({ size: 'small', className })}>
      {label}
    </Link>
  )
}
