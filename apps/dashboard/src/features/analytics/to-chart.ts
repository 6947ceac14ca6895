/**
 * From exact sums to heights. Guarantees: every height is between 0 and 1 of the scale's top; the top is a round figure
 * that is not below the largest value; ticks are exact values, so an axis never shows a rounded one.
 */

import type { UsageMetric } from '@turnpike/activity/core/usage-figures'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatTokenFigure } from '@turnpike/ui/format/quantity-text'
import type { ChartShape } from './report-address.ts'

export type ChartScale = { top: bigint; ticks: bigint[] }

export type ChartData = {
  scale: ChartScale
  /** For each point in time the height of each series, and the values they stand for. */
  heights: number[][]
  values: bigint[][]
}

const STEPS = [1n, 2n, 5n, 10n]
const MOST_TICKS = 5n
const PRECISION = 1_000_000n

/** A scale of up to five equal steps of 1, 2 or 5 × 10ⁿ. */
export function niceScale(largest: bigint): ChartScale {
  if (largest <= 0n) return { top: 1n, ticks: [0n] }
  let power = 1n
  while (power * 10n * MOST_TICKS < largest) power *= 10n
  const step = (STEPS.find((factor) => factor * power * MOST_TICKS >= largest) ?? 10n) * power
  const count = (largest + step - 1n) / step
  return {
    top: step * count,
    ticks: Array.from({ length: Number(count) + 1 }, (_unused, index) => step * BigInt(index)),
  }
}

/** `series` as the report gives them: for each group its values over time. */
export function toChart(series: readonly (readonly bigint[])[], shape: ChartShape): ChartData {
  const shown = shape === 'cumulative' ? series.map(runningSums) : series
  const pointCount = shown[0]?.length ?? 0
  const values = Array.from({ length: pointCount }, (_unused, point) => shown.map((line) => line[point] ?? 0n))
  const scale = niceScale(largestOf(values.map(shape === 'bars' ? sumOf : largestOf)))
  return { scale, values, heights: values.map((point) => point.map((value) => heightOf(value, scale))) }
}

export const heightOf = (value: bigint, { top }: ChartScale): number =>
  Number((value * PRECISION) / top) / Number(PRECISION)

function runningSums(values: readonly bigint[]): bigint[] {
  let sum = 0n
  return values.map((value) => {
    sum += value
    return sum
  })
}

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n)
function largestOf(values: readonly bigint[]): bigint {
  let largest = 0n
  for (const value of values) if (value > largest) largest = value
  return largest
}

/** A value of a metric in words, as axes, captions and screen readers get it. */
export const metricText = (metric: UsageMetric, value: bigint): string =>
  metric === 'spend' ? formatMoney(value, 'total') : formatTokenFigure(value)
