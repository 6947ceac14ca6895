'use client'
import { Button } from '@turnpike/ui/controls/button'
import { Popover } from '@turnpike/ui/controls/popover'
import { Money } from '@turnpike/ui/figures/money'
import { ScaleMeter } from '@turnpike/ui/figures/scale-meter'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { shareOf } from '@turnpike/ui/format/share'
import { formatResetInstant, isoInstant } from '@turnpike/ui/format/time-text'
import { Skeleton } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useViewer } from '@/components/viewer-context.tsx'
import { useBalance } from '@/features/billing/use-balance.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { CeilingList } from '@/features/spendable/ceiling-list.tsx'
import { LIMIT_NAMES, toListName } from '@/features/spendable/limit-name.ts'
import type { ShownCeiling } from '@/features/spendable/to-spendable.ts'
import { useSpendable } from '@/features/spendable/use-spendable.ts'

type SpendablePanelProps = { place: Place; canSeeBalance: boolean; className?: string }

/** The one figure that decides whether the next request is served, what sets it and when that lifts. */
export function SpendablePanel({ place, canSeeBalance, className = '' }: SpendablePanelProps) {
  const query = useSpendable(place)
  return (
    <QueryPanel
      name="spendable"
      title="Spendable now"
      query={query}
      className={className}
      skeleton={<Skeleton lines={5} />}
      action={query.data ? <AllLimits ceilings={query.data.ceilings} /> : null}
    >
      {({ lowest }) => (
        <>
          <Money amount={lowest.free} kind="balance" metric="spendable-now" className="block text-figure" />
          <p className="text-ink-2">set by: {LIMIT_NAMES[lowest.limitSource]}</p>
          <LimitScale ceiling={lowest} />
          {canSeeBalance ? <BalanceLine organization={place.organization} /> : null}
        </>
      )}
    </QueryPanel>
  )
}

const AllLimits = ({ ceilings }: { ceilings: readonly ShownCeiling[] }) => (
  <Popover
    title="What can be spent"
    trigger={
      <Button size="small" variant="quiet">
        All limits
      </Button>
    }
  >
    <CeilingList ceilings={ceilings} />
  </Popover>
)

function LimitScale({ ceiling }: { ceiling: ShownCeiling }) {
  const { nowMs, timeZone } = useViewer()
  const { figures, resetsAt, limitSource } = ceiling
  if (!figures || figures.limit <= 0n) return null
  const { limit, used, reserved } = figures
  const text = `${formatMoney(used, 'total')} of ${formatMoney(limit, 'total')}`
  return (
    <div className="mt-3 text-ink-2">
      <ScaleMeter share={shareOf(used + reserved, limit)} label={toListName(ceiling)} valueText={text} />
      <p className="mt-1.5">
        <Money amount={used} kind="total" metric="limit-used" /> of <Money amount={limit} kind="total" metric="limit" />
        {limitSource === 'balance' ? ' credit used' : ''}
      </p>
      {resetsAt ? (
        <p>
          resets{' '}
          <time dateTime={isoInstant(resetsAt.getTime())}>
            {formatResetInstant(resetsAt.getTime(), nowMs, timeZone)}
          </time>
        </p>
      ) : null}
    </div>
  )
}

function BalanceLine({ organization }: { organization: string }) {
  const { data } = useBalance(organization)
  if (!data) return <Skeleton lines={1} className="mt-2 w-40" />
  return (
    <p className="mt-2 text-ink-2">
      <Link href={`/o/${organization}/billing`} className="text-link underline underline-offset-2">
        Balance <Money amount={data.available} kind="balance" metric="balance" />
      </Link>
      {data.runway ? (
        <>
          {' '}
          <data value={data.runway.days.toString()} data-metric="runway">
            {runwayText(data.runway.days)}
          </data>
        </>
      ) : null}
    </p>
  )
}

function runwayText(days: bigint): string {
  if (days === 0n) return 'for less than a day'
  return days === 1n ? '≈ 1 day' : `≈ ${days.toLocaleString('en-US')} days`
}
