import { cn } from '../cn.ts'
import type { MoneyInput } from '../format/decimal.ts'
import { formatCountDelta, formatDurationDelta, formatMoneyDelta, formatShareDelta } from '../format/delta-text.ts'

export type DeltaProps = {
  /** Named for a reader: "previous 7 days". */
  base?: string
  className?: string
} & (
  | { of: 'money'; current: MoneyInput; previous: MoneyInput }
  | { of: 'count'; current: number | bigint; previous: number | bigint }
  | { of: 'share' | 'duration'; current: number; previous: number }
)

function textOf(change: DeltaProps): string {
  switch (change.of) {
    case 'money':
      return formatMoneyDelta(change.current, change.previous, change.base)
    case 'count':
      return formatCountDelta(change.current, change.previous, change.base)
    case 'share':
      return formatShareDelta(change.current, change.previous, change.base)
    case 'duration':
      return formatDurationDelta(change.current, change.previous, change.base)
  }
}

/** A change against an earlier window, in neutral ink: rising is not bad and falling is not good. */
export function Delta(change: DeltaProps) {
  return <span className={cn('whitespace-nowrap text-ink-2 tabular-nums', change.className)}>{textOf(change)}</span>
}
