'use client'
/** Why spend changed: parts that add up to the change without a rest. */
import { exactMoney, exactMoneyText } from '@turnpike/ui/format/money-text'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Skeleton } from '@turnpike/ui/layout/panel'
import { QueryPanel } from '@/components/query-panel.tsx'
import { toMovedLines } from './to-moved-lines.ts'
import type { UsageReportQuery } from './use-usage-report.ts'

export function MovedPanel({ report, base }: { report: UsageReportQuery; base: string }) {
  const moved = report.data?.moved
  const shown = moved ? toMovedLines(moved, moved.group, moved.names) : null
  return (
    <QueryPanel
      name="what-moved"
      title={shown ? `What moved: ${shown.change.text}` : 'What moved'}
      query={report}
      skeleton={<Skeleton lines={5} />}
      isEmpty={({ moved: found }) => found === null || found.parts.every(({ amount }) => amount === 0n)}
      empty={<EmptyState title="Nothing moved">Spend is what it was in the {base}.</EmptyState>}
    >
      {() => (
        <>
          <dl className="flex max-w-xl flex-col gap-1 text-data">
            {shown?.lines.map((line) => (
              <Line key={line.id} label={line.label} amount={line.amount} text={line.text} metric="moved-part" />
            ))}
            {shown ? (
              <Line
                label="Sum"
                amount={shown.change.amount}
                text={shown.change.text}
                metric="moved-sum"
                className="mt-1 border-line-strong border-t pt-1.5 font-semibold"
              />
            ) : null}
          </dl>
          <p className="mt-2 text-ink-3 text-meta">
            Against the {base}, for each {moved?.group} by the log-mean method. The sum equals the change.
          </p>
        </>
      )}
    </QueryPanel>
  )
}

type LineProps = { label: string; amount: bigint; text: string; metric: string; className?: string }

function Line({ label, amount, text, metric, className = '' }: LineProps) {
  return (
    <div className={`flex items-baseline gap-2 ${className}`}>
      <dt className="flex min-w-0 flex-1 items-baseline gap-2 after:leader">{label}</dt>
      <dd className="shrink-0 font-mono tabular-nums">
        <data value={exactMoney(amount)} data-metric={metric} data-exact={exactMoneyText(amount)}>
          {text}
        </data>
      </dd>
    </div>
  )
}
