/**
 * Puts a report together from its sums. Guarantee: totals are the sum of the rows, and the points of all series sum
 * to the same figure, because both are folded from sums of one reading.
 */
import { nanoUsd, ZERO_USD } from '@turnpike/kernel/money'
import type { InstantRange } from './activity-scope.ts'
import type { TimeBucket } from './time-buckets.ts'
import { metricValue, type UsageFigures, type UsageMetric } from './usage-figures.ts'

/** `null` stands for everything beyond the groups that are shown one by one; '' for requests that have none. */
export type GroupName = string | null

export type UsageRow = UsageFigures & {
  group: GroupName
  /** Of the metric's total, between 0 and 1. */
  share: number
}

export type UsageReport = {
  bucket: TimeBucket
  points: { startMs: number; endMs: number }[]
  series: { group: GroupName; values: bigint[] }[]
  totals: UsageFigures
  previousTotals: UsageFigures | null
  /** The largest first, `null` last. */
  rows: UsageRow[]
  /** Whether quarters of an hour were read, or rows alone. */
  source: 'rollup' | 'rows'
}

export type GroupSums = UsageFigures & { group: GroupName }
/** `point` counts from 1. */
export type PointSum = { group: GroupName; point: number; value: bigint }

export const NO_USAGE_FIGURES: UsageFigures = {
  requests: 0n,
  errors: 0n,
  refused: 0n,
  inputTokens: 0n,
  outputTokens: 0n,
  reasoningTokens: 0n,
  cachedInputTokens: 0n,
  costNanoUsd: ZERO_USD,
  totalMsSum: 0n,
  firstTokenMsSum: 0n,
}

export const addFigures = (first: UsageFigures, second: UsageFigures): UsageFigures => ({
  requests: first.requests + second.requests,
  errors: first.errors + second.errors,
  refused: first.refused + second.refused,
  inputTokens: first.inputTokens + second.inputTokens,
  outputTokens: first.outputTokens + second.outputTokens,
  reasoningTokens: first.reasoningTokens + second.reasoningTokens,
  cachedInputTokens: first.cachedInputTokens + second.cachedInputTokens,
  costNanoUsd: nanoUsd(first.costNanoUsd + second.costNanoUsd),
  totalMsSum: first.totalMsSum + second.totalMsSum,
  firstTokenMsSum: first.firstTokenMsSum + second.firstTokenMsSum,
})

export const sumFigures = (figures: readonly UsageFigures[]): UsageFigures =>
  figures.reduce(addFigures, NO_USAGE_FIGURES)

/** Rows with their shares, the largest first. */
export function toUsageRows(groups: readonly GroupSums[], metric: UsageMetric): UsageRow[] {
  const total = metricValue(metric, sumFigures(groups))
  return groups
    .map((group) => ({ ...group, share: shareOf(metricValue(metric, group), total) }))
    .sort((first, second) => compareRows(first, second, metric))
}

const PARTS = 1_000_000_000n
const shareOf = (value: bigint, total: bigint): number =>
  total === 0n ? 0 : Number((value * PARTS) / total) / Number(PARTS)

function compareRows(first: UsageRow, second: UsageRow, metric: UsageMetric): number {
  if (first.group === null || second.group === null) return Number(first.group === null) - Number(second.group === null)
  const difference = metricValue(metric, second) - metricValue(metric, first)
  if (difference !== 0n) return difference > 0n ? 1 : -1
  return first.group < second.group ? -1 : 1
}

/** One dense line for each group, in the order of the rows, "everything else" last. */
export function toSeries(sums: readonly PointSum[], rows: readonly UsageRow[], pointCount: number) {
  const lines = new Map<GroupName, bigint[]>()
  const order: GroupName[] = [...rows.map((row) => row.group).filter((group) => group !== null), null]
  for (const { group, point, value } of sums) {
    const line = lines.get(group) ?? Array.from({ length: pointCount }, () => 0n)
    line[point - 1] = (line[point - 1] ?? 0n) + value
    lines.set(group, line)
  }
  return order.flatMap((group) => {
    const values = lines.get(group)
    return values ? [{ group, values }] : []
  })
}

export const toPoints = (starts: readonly number[], range: InstantRange) =>
  starts.map((startMs, index) => ({ startMs, endMs: starts[index + 1] ?? range.toMs }))
