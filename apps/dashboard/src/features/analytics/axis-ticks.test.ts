import { bucketStarts } from '@turnpike/activity/core/time-buckets'
import { toPoints } from '@turnpike/activity/core/to-usage-report'
import { formatHour } from '@turnpike/ui/format/time-text'
import { expect, it } from 'vitest'
import { axisTicks } from './axis-ticks.ts'

const ZONE = 'Europe/Berlin'
const points = (from: string, to: string, bucket: '1h' | '6h' | '1d') => {
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) }
  return toPoints(bucketStarts(range, bucket, ZONE), range)
}

it('over several days the axis names beginnings of days, a dozen at most, across a change of clocks too', () => {
  const given = points('2026-08-23T14:02:00Z', '2026-11-21T15:02:00Z', '6h')
  const ticks = axisTicks(given, ZONE)
  expect(ticks.length).toBeLessThanOrEqual(12)
  expect(ticks.length).toBeGreaterThan(6)
  expect(ticks.every((index) => formatHour(given[index]?.startMs ?? 0, ZONE) === '00:00')).toBe(true)
})

it('within a day the axis names points at even steps', () => {
  expect(axisTicks(points('2026-11-20T11:00:00Z', '2026-11-21T11:00:00Z', '1h'), ZONE)).toEqual([
    0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22,
  ])
})
