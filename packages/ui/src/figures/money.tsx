import { cn } from '../cn.ts'
import type { MoneyInput } from '../format/decimal.ts'
import { exactMoney, exactMoneyText, formatMoney, type MoneyKind } from '../format/money-text.ts'

export type MoneyProps = {
  /** US dollars as a plain decimal string, or nano-USD as `bigint`. */
  amount: MoneyInput
  kind: MoneyKind
  /** Test hook: `data-metric="spend"`. */
  metric?: string
  className?: string
}

/** An amount. `ExactFigures` shows its exact value on hover and focus, and copies it. */
export function Money({ amount, kind, metric, className }: MoneyProps) {
  const text = formatMoney(amount, kind)
  const exact = exactMoneyText(amount)
  return (
    <data
      value={exactMoney(amount)}
      data-metric={metric}
      {...(text.startsWith(exact) ? {} : { 'data-exact': exact })}
      className={cn('whitespace-nowrap tabular-nums', kind === 'request' && 'font-mono', className)}
    >
      {text}
    </data>
  )
}
