import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_RANGE_MS } from './resolve-range.ts'
import { bucketStarts, chooseBucket, MAX_POINTS, TIME_BUCKETS } from './time-buckets.ts'

const at = (text: string) => Date.parse(text)
const zones = ['UTC', 'Europe/Berlin', 'America/Havana', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham']

test.each([
  ['spring', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00Z', 23],
  ['autumn', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 25],
])('the day clocks change in Berlin in %s has its own number of hours', (_season, from, to, hours) => {
  const range = { fromMs: at(from), toMs: at(to) }
  expect(bucketStarts(range, '1h', 'Europe/Berlin')).toHaveLength(hours)
  expect(bucketStarts(range, '1d', 'Europe/Berlin')).toEqual([range.fromMs])
  expect(bucketStarts(range, '6h', 'Europe/Berlin')).toHaveLength(4)
})

test('a request late in the evening belongs to the next day in Berlin and to the same day in UTC', () => {
  const range = { fromMs: at('2026-11-19T12:00:00Z'), toMs: at('2026-11-21T12:00:00Z') }
  const dayOf = (timeZone: string) =>
    bucketStarts(range, '1d', timeZone).findLast((start) => start <= at('2026-11-20T23:30:00Z'))
  expect(dayOf('Europe/Berlin')).toBe(at('2026-11-20T23:00:00Z'))
  expect(dayOf('UTC')).toBe(at('2026-11-20T00:00:00Z'))
})

test('a range is cut without gap or overlap, into no more than 400 pieces, in every zone', () => {
  const fromMs = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') })
  const lengthMs = fc.integer({ min: 1, max: LONGEST_RANGE_MS })
  fc.assert(
    fc.property(
      fromMs,
      lengthMs,
      fc.constantFrom(null, ...TIME_BUCKETS),
      fc.constantFrom(...zones),
      (from, length, asked, zone) => {
        const range = { fromMs: from, toMs: from + length }
        const starts = bucketStarts(range, chooseBucket(range, asked), zone)
        expect(starts[0]).toBe(from)
        expect(starts.length).toBeLessThanOrEqual(MAX_POINTS)
        for (const [index, start] of starts.entries()) {
          expect(start).toBeLessThan(range.toMs)
          if (index > 0) expect(start).toBeGreaterThan(starts[index - 1] ?? 0)
        }
      },
    ),
    { numRuns: 60 },
  )
})
