/**
 * From the words of an address (`range`, `from`, `to`, `tz`) to instants. Ranges are half-open. Words that mean
 * nothing are ignored with a notice and never fail.
 *
 * `1h` and `24h` are durations; `7d`, `30d` and `90d` are days of the calendar: the same time of day so many days
 * ago, so on a day with 23 or 25 hours they differ from a multiple of 24 hours. The range before one for comparison
 * has the same length in the same terms.
 */
import type { InstantRange } from './activity-scope.ts'
import { isTimeZone, toInstant, toWallClock } from './time-zone.ts'

export const RANGE_PRESETS = ['1h', '24h', '7d', '30d', '90d', 'mtd', 'prev-month'] as const
export type RangePreset = (typeof RANGE_PRESETS)[number]

export type RangeInput = {
  range?: string | null | undefined
  /** ISO 8601 with an offset. `from` without `to` ends now. */
  from?: string | null | undefined
  to?: string | null | undefined
  tz?: string | null | undefined
}

export type RangeDefaults = { nowMs: number; defaultPreset: RangePreset; defaultTimeZone: string }

export type ResolvedRange = InstantRange & {
  timeZone: string
  /** `null` for a range that was given by instants. */
  preset: RangePreset | null
  previous: InstantRange
  /** What was ignored or changed, as sentences. */
  notices: string[]
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** A leap year; drawn by the day, a chart of it keeps within its points. */
export const LONGEST_RANGE_DAYS = 366
export const LONGEST_RANGE_MS = LONGEST_RANGE_DAYS * DAY_MS
const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/

export function resolveRange(input: RangeInput, defaults: RangeDefaults): ResolvedRange {
  const notices: string[] = []
  const timeZone = readTimeZone(input.tz, defaults.defaultTimeZone, notices)
  const given = readInstants(input, defaults.nowMs, notices)
  if (given) {
    const length = given.toMs - given.fromMs
    return {
      ...given,
      timeZone,
      preset: null,
      previous: { fromMs: given.fromMs - length, toMs: given.fromMs },
      notices,
    }
  }
  const preset = readPreset(input.range, defaults.defaultPreset, notices)
  return { ...presetRange(preset, defaults.nowMs, timeZone), timeZone, preset, notices }
}

function readTimeZone(tz: string | null | undefined, fallback: string, notices: string[]): string {
  if (!tz || isTimeZone(tz)) return tz || fallback
  notices.push(`The time zone in the address is not known; ${fallback} is used.`)
  return fallback
}

function readPreset(range: string | null | undefined, fallback: RangePreset, notices: string[]): RangePreset {
  if (!range) return fallback
  const preset = RANGE_PRESETS.find((known) => known === range)
  if (!preset) notices.push(`The range in the address is not one of ${RANGE_PRESETS.join(', ')}; ${fallback} is used.`)
  return preset ?? fallback
}

function readInstants({ from, to }: RangeInput, nowMs: number, notices: string[]): InstantRange | null {
  if (!from && !to) return null
  const fromMs = parseInstant(from)
  const toMs = to ? parseInstant(to) : nowMs
  if (fromMs === null || toMs === null || fromMs >= toMs) {
    notices.push('"from" and "to" must be ISO 8601 instants with an offset, "from" before "to"; they are ignored.')
    return null
  }
  if (toMs - fromMs <= LONGEST_RANGE_MS) return { fromMs, toMs }
  notices.push(
    `A range can be ${LONGEST_RANGE_DAYS} days long at most; the last ${LONGEST_RANGE_DAYS} days of it are shown.`,
  )
  return { fromMs: toMs - LONGEST_RANGE_MS, toMs }
}

function parseInstant(text: string | null | undefined): number | null {
  if (!text || !ISO_INSTANT.test(text)) return null
  const instantMs = Date.parse(text)
  return Number.isNaN(instantMs) ? null : instantMs
}

function presetRange(preset: RangePreset, nowMs: number, timeZone: string): InstantRange & { previous: InstantRange } {
  const daysAgo = (days: number) => toInstant(toWallClock(nowMs, timeZone) - days * DAY_MS, timeZone)
  const monthStart = (offset: number) => startOfMonth(nowMs, offset, timeZone)
  const before = (fromMs: number, previousFromMs: number, toMs = nowMs) => ({
    fromMs,
    toMs,
    previous: { fromMs: previousFromMs, toMs: fromMs },
  })
  switch (preset) {
    case '1h':
      return before(nowMs - HOUR_MS, nowMs - 2 * HOUR_MS)
    case '24h':
      return before(nowMs - DAY_MS, nowMs - 2 * DAY_MS)
    case '7d':
      return before(daysAgo(7), daysAgo(14))
    case '30d':
      return before(daysAgo(30), daysAgo(60))
    case '90d':
      return before(daysAgo(90), daysAgo(180))
    case 'prev-month':
      return before(monthStart(-1), monthStart(-2), monthStart(0))
    case 'mtd':
      return { fromMs: monthStart(0), toMs: nowMs, previous: sameDaysOfMonthBefore(nowMs, timeZone) }
  }
}

/** Of the month before as much as has passed of this one, at most all of it. */
function sameDaysOfMonthBefore(nowMs: number, timeZone: string): InstantRange {
  const thisMonth = toWallClock(startOfMonth(nowMs, 0, timeZone), timeZone)
  const fromMs = startOfMonth(nowMs, -1, timeZone)
  const passed = toWallClock(nowMs, timeZone) - thisMonth
  const toMs = toInstant(toWallClock(fromMs, timeZone) + passed, timeZone)
  return { fromMs, toMs: Math.min(toMs, startOfMonth(nowMs, 0, timeZone)) }
}

function startOfMonth(nowMs: number, monthOffset: number, timeZone: string): number {
  const today = new Date(toWallClock(nowMs, timeZone))
  return toInstant(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + monthOffset, 1), timeZone)
}
