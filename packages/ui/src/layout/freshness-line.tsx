import type { MoneyInput } from '../format/decimal.ts'
import { align, toDecimal } from '../format/decimal.ts'
import { exactMoneyText } from '../format/money-text.ts'
import { formatCount } from '../format/quantity-text.ts'
import { isoInstant } from '../format/time-text.ts'

export type FreshnessLineProps = {
  /** The figures are complete to this instant. */
  completeToMs: number
  /** How many requests the figures sum. */
  requests?: number | bigint
  /** The headline figure and the sum of the rows under it; they are compared exactly. */
  sum?: { total: MoneyInput; rows: MoneyInput }
}

/** The closing line: when the figures are complete to, and that they add up. */
export function FreshnessLine({ completeToMs, requests, sum }: FreshnessLineProps) {
  const iso = isoInstant(completeToMs)
  return (
    <p className="text-ink-3 text-meta tabular-nums">
      Complete to <time dateTime={iso}>{iso.slice(11, 19)} UTC</time>
      {requests === undefined
        ? null
        : ` · ${formatCount(requests)} ${BigInt(requests) === 1n ? 'request' : 'requests'}`}
      {sum ? <SumCheck {...sum} /> : null}
    </p>
  )
}

function SumCheck({ total, rows }: { total: MoneyInput; rows: MoneyInput }) {
  const [left, right] = align(toDecimal(total), toDecimal(rows))
  const text = ` · sum of rows ${exactMoneyText(rows)}`
  if (left === right) return <>{text} ✓</>
  return <span className="text-caution">{`${text} ▲ differs from ${exactMoneyText(total)}`}</span>
}
