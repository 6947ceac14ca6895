'use client'
/** Says on every page of a workspace that requests are refused, or soon will be, and what this viewer can do about it. */
import { buttonClass } from '@turnpike/ui/controls/button'
import { Money } from '@turnpike/ui/figures/money'
import { formatResetInstant, isoInstant } from '@turnpike/ui/format/time-text'
import { LimitBanner } from '@turnpike/ui/layout/limit-banner'
import Link from 'next/link'
import { useViewer } from '@/components/viewer-context.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { LIMIT_NAMES } from './limit-name.ts'
import type { LimitAlert } from './to-spendable.ts'
import { useSpendable } from './use-spendable.ts'

export function SpendableBanner({ place, mayBuy }: { place: Place; mayBuy: boolean }) {
  const { data: spendable } = useSpendable(place)
  const alert = spendable?.alert
  if (!alert) return null
  const isBalance = alert.ceiling.limitSource === 'balance'
  return (
    <LimitBanner
      level={alert.level}
      action={
        isBalance ? (
          <Link href={`/o/${place.organization}/billing`} className={buttonClass({ size: 'small' })}>
            {mayBuy ? 'Add credits' : 'Ask for credits'}
          </Link>
        ) : null
      }
    >
      {isBalance ? <BalanceText alert={alert} /> : <BudgetText alert={alert} />}
    </LimitBanner>
  )
}

const BalanceText = ({ alert: { level, ceiling } }: { alert: LimitAlert }) =>
  level === 'refusing' ? (
    <>Requests are being refused: credits are used up. Free models still answer.</>
  ) : (
    <>
      Credits are nearly used up: <Money amount={ceiling.free} kind="balance" /> left.
    </>
  )

function BudgetText({ alert: { level, ceiling } }: { alert: LimitAlert }) {
  const name = LIMIT_NAMES[ceiling.limitSource]
  const limit = ceiling.figures ? (
    <>
      {' '}
      <Money amount={ceiling.figures.limit} kind="total" />
    </>
  ) : null
  return level === 'refusing' ? (
    <>
      Requests are being refused: {name}
      {limit} reached. <Reset ceiling={ceiling} />
    </>
  ) : (
    <>
      <Money amount={ceiling.free} kind="balance" /> left of the {name}
      {limit}. <Reset ceiling={ceiling} />
    </>
  )
}

function Reset({ ceiling: { resetsAt } }: { ceiling: LimitAlert['ceiling'] }) {
  const { nowMs, timeZone } = useViewer()
  if (!resetsAt) return <>It does not reset.</>
  const atMs = resetsAt.getTime()
  return (
    <>
      Resets <time dateTime={isoInstant(atMs)}>{formatResetInstant(atMs, nowMs, timeZone)}</time>.
    </>
  )
}
