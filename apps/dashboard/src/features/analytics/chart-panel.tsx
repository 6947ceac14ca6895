'use client'
import { chooseBucket, TIME_BUCKETS, type TimeBucket } from '@turnpike/activity/core/time-buckets'
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import { USAGE_METRICS, type UsageMetric } from '@turnpike/activity/core/usage-figures'
import { Button } from '@turnpike/ui/controls/button'
import { Select } from '@turnpike/ui/controls/select'
import type { ReactNode } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { ChartBody } from './chart-body.tsx'
import { GROUP_TITLES, METRIC_TITLES } from './group-text.ts'
import { BUCKET_TEXT } from './point-text.ts'
import { CHART_SHAPES, type ChartShape, type ReportGroup } from './report-address.ts'
import type { ReportUrl } from './use-report-url.ts'
import type { UsageReportQuery } from './use-usage-report.ts'

export type ChartPanelProps = {
  query: UsageReportQuery
  report: ReportUrl
  groups: readonly ReportGroup[]
  range: { fromMs: number; toMs: number }
  reached: GroupName | undefined
  empty: ReactNode
  onOpen: (index: number, group: GroupName | undefined) => void
  opensRows: boolean
  onZoom: (first: number, last: number) => void
}

export function ChartPanel({
  query,
  report,
  groups,
  range,
  reached,
  empty,
  onOpen,
  opensRows,
  onZoom,
}: ChartPanelProps) {
  return (
    <QueryPanel
      name="chart"
      title={`${METRIC_TITLES[report.metric]} by ${report.group}`}
      query={query}
      skeleton={<div aria-hidden="true" className="skeleton h-82" />}
      isEmpty={({ totals }) => totals.requests === 0n}
      empty={empty}
    >
      {(data) => (
        <>
          <ChartControls report={report} groups={groups} range={range} bucket={data.bucket} />
          <ChartBody
            report={data}
            view={report}
            reached={reached}
            onOpen={onOpen}
            opensRows={opensRows}
            onZoom={onZoom}
          />
        </>
      )}
    </QueryPanel>
  )
}

const SHAPE_TEXT: Record<ChartShape, string> = { bars: 'Bars', line: 'Line', cumulative: 'Cumulative' }

type ChartControlsProps = Pick<ChartPanelProps, 'report' | 'groups' | 'range'> & { bucket: TimeBucket }

function ChartControls({ report, groups, range, bucket }: ChartControlsProps) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2 text-ink-2">
      <Select<UsageMetric>
        label="Metric"
        className="h-8 w-32"
        value={report.metric}
        onChange={(metric) => report.change({ metric })}
        options={USAGE_METRICS.map((value) => ({ value, label: METRIC_TITLES[value] }))}
      />
      <span aria-hidden="true">by</span>
      <Select<ReportGroup>
        label="Group by"
        className="h-8 w-36"
        value={report.group}
        onChange={(group) => report.change({ group })}
        options={groups.map((value) => ({ value, label: GROUP_TITLES[value].toLowerCase() }))}
      />
      <span aria-hidden="true">per</span>
      <Select<TimeBucket | 'auto'>
        label="Bucket"
        className="h-8 w-60 max-w-full"
        value={report.bucket ?? 'auto'}
        onChange={(chosen) => report.change({ bucket: chosen === 'auto' ? null : chosen })}
        options={bucketOptions(range, report.bucket, bucket)}
      />
      <fieldset className="flex">
        <legend className="sr-only">Chart shape</legend>
        {CHART_SHAPES.map((shape) => (
          <Button
            key={shape}
            size="small"
            variant={report.shape === shape ? 'primary' : 'secondary'}
            aria-pressed={report.shape === shape}
            onClick={() => report.change({ shape })}
            className="-ml-px h-8 rounded-none first:ml-0 first:rounded-l-control last:rounded-r-control"
          >
            {SHAPE_TEXT[shape]}
          </Button>
        ))}
      </fieldset>
    </div>
  )
}

/** Buckets that give a readable number of points; one of the address that was replaced stays, with what it became. */
function bucketOptions(range: { fromMs: number; toMs: number }, asked: TimeBucket | null, shown: TimeBucket) {
  const fitting = TIME_BUCKETS.filter((value) => chooseBucket(range, value) === value)
  const auto = { value: 'auto' as const, label: `${BUCKET_TEXT[shown]} (automatic)` }
  const options = fitting.map((value) => ({ value, label: BUCKET_TEXT[value] }))
  return asked === null || fitting.includes(asked)
    ? [auto, ...options]
    : [auto, { value: asked, label: `${BUCKET_TEXT[shown]} (${BUCKET_TEXT[asked]} is too fine)` }, ...options]
}
