import type { ReactNode } from 'react'
import { cn } from '../cn.ts'
import type { MoneyInput } from '../format/decimal.ts'
import { formatMoney } from '../format/money-text.ts'
import { Money } from './money.tsx'

export type ReceiptLine = { id: string; label: ReactNode; amount: MoneyInput }
export type ReceiptProps = {
  lines: readonly ReceiptLine[]
  total: { label: string; amount: MoneyInput }
  /** A sentence under the total, such as why this provider served. */
  note?: ReactNode
  caption?: string
  className?: string
}

/** Labels, dotted leaders, amounts aligned on the decimal point, a rule above the total. */
export function Receipt({ lines, total, note, caption, className }: ReceiptProps) {
  const places = Math.max(...[...lines, total].map(({ amount }) => placesOf(amount)))
  return (
    <figure className={cn('text-data', className)}>
      {caption ? <figcaption className="mb-2 text-ink-3 text-meta">{caption}</figcaption> : null}
      <dl className="flex flex-col gap-1">
        {lines.map((line) => (
          <Row key={line.id} label={line.label} amount={line.amount} places={places} />
        ))}
        <Row
          label={total.label}
          amount={total.amount}
          places={places}
          metric="charged"
          className="mt-1 border-line-strong border-t pt-1.5 font-semibold"
        />
      </dl>
      {note ? <p className="mt-3 text-ink-2">{note}</p> : null}
    </figure>
  )
}

type RowProps = { label: ReactNode; amount: MoneyInput; places: number; metric?: string; className?: string }

function Row({ label, amount, places, metric, className }: RowProps) {
  return (
    <div className={cn('flex items-baseline gap-2', className)}>
      <dt className="flex min-w-0 flex-1 items-baseline gap-2 tabular-nums after:leader">{label}</dt>
      <dd className="shrink-0 font-mono" style={{ paddingRight: `${places - placesOf(amount)}ch` }}>
        <Money amount={amount} kind="request" {...(metric === undefined ? {} : { metric })} />
      </dd>
    </div>
  )
}

const placesOf = (amount: MoneyInput): number => formatMoney(amount, 'request').split('.')[1]?.length ?? 0
