'use client'
/** Everything that bounds what can be spent, the lowest first: the first one decides. */
import { Money } from '@turnpike/ui/figures/money'
import { ScaleMeter } from '@turnpike/ui/figures/scale-meter'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { shareOf } from '@turnpike/ui/format/share'
import { formatReset, isoInstant } from '@turnpike/ui/format/time-text'
import { useViewer } from '@/components/viewer-context.tsx'
import { toListName } from './limit-name.ts'
import type { ShownCeiling } from './to-spendable.ts'

export function CeilingList({ ceilings }: { ceilings: readonly ShownCeiling[] }) {
  return (
    <ol className="flex flex-col gap-4">
      {ceilings.map((ceiling, index) => (
        <li key={toListName(ceiling)}>
          <div className="flex items-baseline justify-between gap-3">
            <span className={index === 0 ? 'font-semibold' : ''}>
              {toListName(ceiling)}
              {index === 0 ? <span className="font-normal text-ink-3 text-meta"> · decides</span> : null}
            </span>
            <Money amount={ceiling.free} kind="balance" className={index === 0 ? 'font-semibold' : ''} />
          </div>
          {ceiling.figures && ceiling.limitSource !== 'balance' ? (
            <BudgetScale ceiling={ceiling} figures={ceiling.figures} />
          ) : null}
        </li>
      ))}
    </ol>
  )
}

type BudgetScaleProps = { ceiling: ShownCeiling; figures: NonNullable<ShownCeiling['figures']> }

function BudgetScale({ ceiling, figures: { limit, used, reserved } }: BudgetScaleProps) {
  const { nowMs, timeZone } = useViewer()
  const { resetsAt } = ceiling
  return (
    <div className="mt-1 text-ink-2 text-meta">
      <ScaleMeter
        share={shareOf(used + reserved, limit)}
        label={toListName(ceiling)}
        valueText={`${formatMoney(used, 'total')} of ${formatMoney(limit, 'total')}`}
      />
      <p className="mt-1">
        <Money amount={used} kind="total" /> of <Money amount={limit} kind="total" />
        {reserved > 0n ? (
          <>
            , <Money amount={reserved} kind="balance" /> held
          </>
        ) : null}
        {resetsAt ? (
          <>
            {' · '}
            <time dateTime={isoInstant(resetsAt.getTime())}>{formatReset(resetsAt.getTime(), nowMs, timeZone)}</time>
          </>
        ) : (
          ' · does not reset'
        )}
      </p>
    </div>
  )
}
