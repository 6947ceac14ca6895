'use client'
import type { HistogramPoint } from '@turnpike/activity/store/logs-histogram'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { formatZone } from '@turnpike/ui/format/time-text'
import { useState } from 'react'
import { formatRange } from '@/components/range-text.ts'
import { OUTCOMES, totalOf } from './describe-points.ts'

type HistogramTableProps = { points: readonly HistogramPoint[]; timeZone: string }

/** The figures of the bars, for whoever does not see them. Made when it is opened: there can be many. */
export function HistogramTable(table: HistogramTableProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="mt-2 text-data" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary className="w-fit rounded-control text-ink-2 text-meta">Show as a table</summary>
      {isOpen ? <PointTable {...table} /> : null}
    </details>
  )
}

function PointTable({ points, timeZone }: HistogramTableProps) {
  const busy = points.filter((point) => totalOf(point) > 0)
  const zone = formatZone(timeZone, points.at(-1)?.endMs ?? 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard cannot scroll the table.
    <section tabIndex={0} aria-label="Requests over time, as a table" className="mt-2 max-h-64 overflow-y-auto">
      <table className="w-full text-left tabular-nums">
        <caption className="sr-only">Requests by outcome over time, times in {zone}; empty times are left out</caption>
        <thead className="sticky top-0 bg-surface">
          <tr>
            {['Time', ...OUTCOMES].map((header) => (
              <th key={header} scope="col" className="py-1 pr-4 font-semibold text-ink-2 first-letter:uppercase">
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {busy.map((point) => (
            <tr key={point.startMs}>
              <td className="pr-4">{formatRange({ fromMs: point.startMs, toMs: point.endMs }, timeZone)}</td>
              {OUTCOMES.map((outcome) => (
                <td key={outcome} className="pr-4">
                  {formatCount(point[outcome])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
