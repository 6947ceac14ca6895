import { expect, it } from 'vitest'
import { formatRange, parseRangeText, toFieldValue } from './range-text.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const berlin = { nowMs, timeZone: 'Europe/Berlin' }
const iso = (instantMs: number | null | undefined) =>
  instantMs === null || instantMs === undefined ? null : new Date(instantMs).toISOString()

it.each([
  ['36h', '2026-11-20T00:00:00.000Z'],
  ['90 m', '2026-11-21T10:30:00.000Z'],
  ['2 weeks', '2026-11-07T12:00:00.000Z'],
  ['14 nov 09:00', '2026-11-14T08:00:00.000Z'],
  ['14 November', '2026-11-13T23:00:00.000Z'],
  ['24 dec', '2025-12-23T23:00:00.000Z'],
  ['2026-11-20', '2026-11-19T23:00:00.000Z'],
  ['2026-11-20 09:30', '2026-11-20T08:30:00.000Z'],
  ['2026-11-20T09:30:00Z', '2026-11-20T09:30:00.000Z'],
  ['2026-11-20T09:30:00.120+05:30', '2026-11-20T04:00:00.120Z'],
])('"%s" starts at %s and lasts until now', (text, from) => {
  const range = parseRangeText(text, berlin)
  expect(iso(range?.fromMs)).toBe(from)
  expect(range?.toMs).toBeNull()
})

it('two instants make a closed range', () => {
  const range = parseRangeText('14 nov 09:00 to 15 nov 10:00', berlin)
  expect([iso(range?.fromMs), iso(range?.toMs)]).toEqual(['2026-11-14T08:00:00.000Z', '2026-11-15T09:00:00.000Z'])
})

it.each(['', 'soon', '0h', '31 feb', '14 nov 25:00', '2026-13-01', '15 nov to 14 nov', '2027-01-01', '1 nov to x'])(
  '"%s" means nothing',
  (text) => {
    expect(parseRangeText(text, berlin)).toBeNull()
  },
)

it('a range prints its day once when it lies in one', () => {
  const hour = { fromMs: nowMs - 3_600_000, toMs: nowMs }
  expect(formatRange(hour, 'Europe/Berlin')).toBe('21 Nov 2026 12:00 – 13:00')
  expect(formatRange({ fromMs: nowMs - 86_400_000, toMs: nowMs }, 'UTC')).toBe('20 Nov 2026 12:00 – 21 Nov 2026 12:00')
})

it('a field shows the wall clock of the zone', () => {
  expect(toFieldValue(nowMs, 'Europe/Berlin')).toBe('2026-11-21T13:00')
})
