/**
 * The part of an Analytics address that says how usage is looked at; range, zone and filters are in
 * `activity-address.ts`. What means nothing is ignored with a notice.
 */
import type { RangePreset } from '@turnpike/activity/core/resolve-range'
import { TIME_BUCKETS, type TimeBucket } from '@turnpike/activity/core/time-buckets'
import { USAGE_METRICS, type UsageMetric } from '@turnpike/activity/core/usage-figures'

/** The range of an Analytics or Home address that names none. */
export const USAGE_PRESET: RangePreset = '7d'

export const REPORT_GROUPS = ['workspace', 'model', 'provider', 'key', 'outcome'] as const
export type ReportGroup = (typeof REPORT_GROUPS)[number]

export const CHART_SHAPES = ['bars', 'line', 'cumulative'] as const
export type ChartShape = (typeof CHART_SHAPES)[number]

export const REPORT_NAMES = ['group', 'metric', 'bucket', 'compare', 'chart'] as const
export type ReportAddress = { [Name in (typeof REPORT_NAMES)[number]]: string | null }

export type ReportView = {
  group: ReportGroup
  metric: UsageMetric
  /** `null` lets the server choose. */
  bucket: TimeBucket | null
  /** Against the range before. */
  isCompared: boolean
  shape: ChartShape
}

export type ReportDefaults = { group: ReportGroup; groups: readonly ReportGroup[] }

export function toReportView(
  address: ReportAddress,
  defaults: ReportDefaults,
): { view: ReportView; notices: string[] } {
  const notices: string[] = []
  const read = <Word extends string>(name: keyof ReportAddress, words: readonly Word[]): Word | null => {
    const text = address[name]
    if (text === null || text === '') return null
    const word = words.find((known) => known === text)
    if (word === undefined) notices.push(`"${name}" in the address is not one of ${words.join(', ')}; it is ignored.`)
    return word ?? null
  }
  const view: ReportView = {
    group: read('group', defaults.groups) ?? defaults.group,
    metric: read('metric', USAGE_METRICS) ?? 'spend',
    bucket: read('bucket', TIME_BUCKETS),
    isCompared: read('compare', ['prev', 'off'] as const) !== 'off',
    shape: read('chart', CHART_SHAPES) ?? 'bars',
  }
  return { view, notices }
}

/** What the report procedure takes besides range and filters. */
export const toReportQuery = ({ group, metric, bucket, isCompared }: ReportView) => ({
  group,
  metric,
  isCompared,
  ...(bucket === null ? {} : { bucket }),
})
