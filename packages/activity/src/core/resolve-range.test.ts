import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LONGEST_RANGE_MS, RANGE_PRESETS, type RangeInput, resolveRange } from './resolve-range.ts'

const at = (text: string) => Date.parse(text)
const resolve = (input: RangeInput, now: string) =>
  resolveRange(input, { nowMs: at(now), defaultPreset: '7d', defaultTimeZone: 'UTC' })
const iso = ({ fromMs, toMs }: { fromMs: number; toMs: number }) => [
  new Date(fromMs).toISOString(),
  new Date(toMs).toISOString(),
]

describe('presets', () => {
  test('seven days are the same time of day a week ago, before and after clocks change in Berlin', () => {
    const spring = resolve({ range: '7d', tz: 'Europe/Berlin' }, '2026-03-31T10:00:00Z')
    expect(iso(spring)).toEqual(['2026-03-24T11:00:00.000Z', '2026-03-31T10:00:00.000Z'])
    const autumn = resolve({ range: '7d', tz: 'Europe/Berlin' }, '2026-10-28T11:00:00Z')
    expect(iso(autumn)).toEqual(['2026-10-21T10:00:00.000Z', '2026-10-28T11:00:00.000Z'])
    expect(iso(autumn.previous)).toEqual(['2026-10-14T10:00:00.000Z', '2026-10-21T10:00:00.000Z'])
  })

  test('24 hours are 24 hours, on a day of 25 hours too', () => {
    const range = resolve({ range: '24h', tz: 'Europe/Berlin' }, '2026-10-25T20:00:00Z')
    expect(range.toMs - range.fromMs).toBe(86_400_000)
  })

  test('the month to date begins at local midnight and is compared with as much of the month before', () => {
    const range = resolve({ range: 'mtd', tz: 'Europe/Berlin' }, '2026-11-21T12:00:00Z')
    expect(iso(range)).toEqual(['2026-10-31T23:00:00.000Z', '2026-11-21T12:00:00.000Z'])
    expect(iso(range.previous)).toEqual(['2026-09-30T22:00:00.000Z', '2026-10-21T11:00:00.000Z'])
  })

  test('the comparison of a month to date never reaches into the month itself', () => {
    const range = resolve({ range: 'mtd' }, '2026-03-31T12:00:00Z')
    expect(iso(range.previous)).toEqual(['2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'])
  })

  test('the previous month is a whole local month, also across a new year', () => {
    const range = resolve({ range: 'prev-month', tz: 'America/New_York' }, '2026-01-01T04:30:00Z')
    expect(iso(range)).toEqual(['2025-11-01T04:00:00.000Z', '2025-12-01T05:00:00.000Z'])
    expect(iso(range.previous)).toEqual(['2025-10-01T04:00:00.000Z', '2025-11-01T04:00:00.000Z'])
  })

  test('a time of day that clocks jumped over becomes the first instant after the jump', () => {
    const range = resolve({ range: '7d', tz: 'Europe/Berlin' }, '2026-04-05T00:30:00Z')
    expect(iso(range)[0]).toBe('2026-03-29T01:00:00.000Z')
  })
})

describe('instants', () => {
  test('from and to replace the preset and are compared with the same length before', () => {
    const range = resolve(
      { range: '90d', from: '2026-11-20T00:00:00+01:00', to: '2026-11-21T00:00:00+01:00' },
      '2026-11-21T12:00:00Z',
    )
    expect(range.preset).toBeNull()
    expect(iso(range)).toEqual(['2026-11-19T23:00:00.000Z', '2026-11-20T23:00:00.000Z'])
    expect(iso(range.previous)).toEqual(['2026-11-18T23:00:00.000Z', '2026-11-19T23:00:00.000Z'])
  })

  test('a range longer than a chart has points keeps its end and says so', () => {
    const range = resolve({ from: '2020-01-01T00:00:00Z' }, '2026-11-21T12:00:00Z')
    expect(range.toMs - range.fromMs).toBe(LONGEST_RANGE_MS)
    expect(range.notices).toHaveLength(1)
  })

  test.each([
    ['an unknown preset', { range: '8d' }],
    ['no offset', { from: '2026-11-20T00:00:00' }],
    ['from after to', { from: '2026-11-20T00:00:00Z', to: '2026-11-19T00:00:00Z' }],
    ['to alone', { to: '2026-11-19T00:00:00Z' }],
    ['a date that does not exist', { from: '2026-13-40T00:00:00Z' }],
    ['an unknown zone', { tz: 'Mars/Olympus' }],
    ['an offset for a zone', { tz: '+01:00' }],
  ])('%s is ignored with a notice', (_what, input) => {
    const range = resolve(input, '2026-11-21T12:00:00Z')
    expect(range).toMatchObject({ preset: '7d', timeZone: 'UTC' })
    expect(range.notices).toHaveLength(1)
  })
})

test('whatever an address says, the range is not empty and the one before ends where it begins or earlier', () => {
  const word = fc.oneof(
    fc.constantFrom(undefined, ...RANGE_PRESETS),
    fc.string(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )
  const zone = fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/Havana',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Australia/Lord_Howe',
  )
  const now = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2035-01-01T00:00:00Z') })
  fc.assert(
    fc.property(word, word, word, zone, now, (range, from, to, tz, nowMs) => {
      const resolved = resolveRange({ range, from, to, tz }, { nowMs, defaultPreset: '24h', defaultTimeZone: 'UTC' })
      expect(resolved.fromMs).toBeLessThanOrEqual(resolved.toMs)
      expect(resolved.previous.fromMs).toBeLessThanOrEqual(resolved.previous.toMs)
      expect(resolved.previous.toMs).toBeLessThanOrEqual(resolved.fromMs)
    }),
  )
})
