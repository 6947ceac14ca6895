import type { HistogramPoint } from '@turnpike/activity/store/logs-histogram'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { formatZone } from '@turnpike/ui/format/time-text'
import { formatRange } from '@/components/range-text.ts'
import { OUTCOMES, totalOf } from './describe-points.ts'

/** The figures of the bars, for whoever does not see them. */
export function HistogramTable({ points, timeZone }: { points: readonly HistogramPoint[]; timeZone: string }) {
  const busy = points.filter((point) => totalOf(point) > 0)
  const zone = formatZone(timeZone, points.at(-1)?.endMs ?? 0)
  return (
    <details className="mt-2 text-data">
      <summary className="w-fit rounded-control text-ink-2 text-meta">Show as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: without a tab stop the keyboard cannot scroll the table. */}
      <section tabIndex={0} aria-label="Requests over time, as a table" className="mt-2 max-h-64 overflow-y-auto">
        <table className="w-full text-left">
          <caption className="sr-only">
            Requests by outcome over time, times in {zone}; empty times are left out
          </caption>
          <thead className="sticky top-0 bg-surface">
            <tr>
              {['Time', ...OUTCOMES].map((header) => (
                <th key={header} scope="col" className="pr-4 py-1 font-semibold text-ink-2 first-letter:uppercase">
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {busy.map((point) => (
              <tr key={point.startMs}>
                <td className="pr-4 tabular-nums">
                  {formatRange({ fromMs: point.startMs, toMs: point.endMs }, timeZone)}
                </td>
                {OUTCOMES.map((outcome) => (
                  <td key={outcome} className="pr-4 tabular-nums">
                    {formatCount(point[outcome])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}
