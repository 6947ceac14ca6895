'use client'
/** The chart with its caption and keyboard; its drawing comes in a chunk of its own and keeps its place meanwhile. */
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import dynamic from 'next/dynamic'
import { useMemo } from 'react'
import { formatRange } from '@/components/range-text.ts'
import { axisTicks } from './axis-ticks.ts'
import { ChartBoundary } from './chart-boundary.tsx'
import { groupText, METRIC_TITLES } from './group-text.ts'
import { BUCKET_TEXT, pointText, tickText } from './point-text.ts'
import type { ReportView } from './report-address.ts'
import { lookOf, Swatch } from './series-look.tsx'
import { type ChartData, metricText, toChart } from './to-chart.ts'
import type { ChartSeries } from './usage-chart.tsx'
import { useChartCursor } from './use-chart-cursor.ts'
import type { ShownReport } from './use-usage-report.ts'

const UsageChart = dynamic(() => import('./usage-chart.tsx'), { ssr: false })

export type ChartBodyProps = {
  report: ShownReport
  view: ReportView
  /** The group whose series stands out; `undefined` for none. */
  reached: GroupName | undefined
  onOpen: (index: number, group: GroupName | undefined) => void
  /** Whether `onOpen` leads to requests; else it zooms. */
  opensRows: boolean
  onZoom: (first: number, last: number) => void
}

export function ChartBody({ report, view, reached, onOpen, opensRows, onZoom }: ChartBodyProps) {
  const { points, bucket, range } = report
  const data = useMemo(
    () =>
      toChart(
        report.series.map(({ values }) => values),
        view.shape,
      ),
    [report.series, view.shape],
  )
  const cursor = useChartCursor(points.length, { onOpen: (index) => onOpen(index, undefined), onZoom })
  const series = report.series.map(({ group }, index): ChartSeries => {
    const look = lookOf(report.group, group, index)
    const isFaded = reached !== undefined && reached !== group
    // By place: drawn in this order, also when another grouping takes over.
    return { id: `s${index}`, look, isFaded, endLabel: look.mark || 'Other' }
  })
  const ticks = useMemo(() => axisTicks(points, range.timeZone), [points, range.timeZone])
  const valueText = (value: bigint) => metricText(view.metric, value)
  const captionOf = (index: number) => toCaption(report, data, index, valueText)
  const describe = (index: number) => {
    const { head, parts } = captionOf(index)
    return [head, ...parts.map(({ name, text }) => `${name} ${text}`)].join(', ')
  }
  const marked = cursor.span && [points[cursor.span.first], points[cursor.span.last]]
  return (
    <>
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${METRIC_TITLES[view.metric]} by ${report.group} per ${BUCKET_TEXT[bucket]}`}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, points.length)}
        aria-valuenow={(cursor.active ?? 0) + 1}
        aria-valuetext={cursor.active === null ? `${points.length} points in time` : describe(cursor.active)}
        onKeyDown={cursor.onKeyDown}
        data-testid="usage-chart"
        className="h-72 w-full cursor-crosshair select-none rounded-control"
      >
        <ChartBoundary>
          <UsageChart
            data={data}
            series={series}
            shape={view.shape}
            cursor={cursor}
            ticks={ticks}
            tickText={(index) => (points[index] ? tickText(points[index], bucket, range.timeZone) : '')}
            valueText={valueText}
            onPress={(index, line) => onOpen(index, line === null ? undefined : report.series[line]?.group)}
          />
        </ChartBoundary>
      </div>
      <div className="mt-2 min-h-10 text-data text-ink-2">
        {marked?.[0] && marked[1] ? (
          <p>
            {formatRange({ fromMs: marked[0].startMs, toMs: marked[1].endMs }, range.timeZone)} is marked. Enter zooms
            in, Escape lets go.
          </p>
        ) : cursor.active === null ? (
          <p>
            Drag, or Shift and arrows, zooms. Arrows move, Enter {opensRows ? 'opens the requests of' : 'zooms into'} a
            point.
          </p>
        ) : (
          <Caption report={report} {...captionOf(cursor.active)} />
        )}
      </div>
    </>
  )
}

type CaptionFacts = { head: string; parts: { line: number; name: string; text: string }[] }

/** A point in words: when, how much, and the series that have a part in it. */
function toCaption(
  { points, bucket, range, series, names }: ShownReport,
  { values }: ChartData,
  index: number,
  valueText: (value: bigint) => string,
): CaptionFacts {
  const point = points[index]
  const at = values[index]
  if (!point || !at) return { head: '', parts: [] }
  const total = at.reduce((sum, value) => sum + value, 0n)
  const parts = series.flatMap(({ group }, line) => {
    const value = at[line] ?? 0n
    return value === 0n ? [] : [{ line, name: groupText(group, names), text: valueText(value) }]
  })
  return { head: `${pointText(point, bucket, range.timeZone)}: ${valueText(total)}`, parts }
}

const Caption = ({ report, head, parts }: CaptionFacts & { report: ShownReport }) => (
  <p className="flex flex-wrap items-center gap-x-3">
    <span className="text-ink">{head}</span>
    {parts.map(({ line, name, text }) => (
      <span key={name} className="inline-flex items-center gap-1">
        <Swatch look={lookOf(report.group, report.series[line]?.group ?? null, line)} />
        {name} {text}
      </span>
    ))}
  </p>
)
