/** Ranges as people write and read them. */
import { toInstant, toWallClock } from '@turnpike/activity/core/time-zone'
import { formatDate, formatHour } from '@turnpike/ui/format/time-text'

export type TypedRange = { fromMs: number /** `null`: until now. */; toMs: number | null }

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const
const DURATION = /^(\d{1,5})\s*(m|h|d|w)(?:in|ins|ours?|ays?|eeks?)?$/i
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?(Z|[+-]\d\d:\d\d)?$/i
const WORDS = /^(\d{1,2})\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?(?:[\s,]+(\d\d?):(\d\d))?$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const SEPARATOR = /\s+(?:to|until|–|-|—)\s+|\s*\.\.\s*/

/**
 * Reads "36h", "14 nov 09:00", a pasted ISO instant, or two instants with "to" between them. Times without an offset
 * are of `timeZone`; a day without a year is its latest that is not in the future. `null` when it means nothing.
 */
export function parseRangeText(
  text: string,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): TypedRange | null {
  const trimmed = text.trim()
  const duration = parseDuration(trimmed)
  if (duration !== null) return { fromMs: nowMs - duration, toMs: null }
  const [first = '', second, ...rest] = trimmed.split(SEPARATOR)
  const fromMs = parseInstantText(first, nowMs, timeZone)
  const toMs = second === undefined ? null : parseInstantText(second, nowMs, timeZone)
  if (fromMs === null || rest.length > 0 || (second !== undefined && toMs === null)) return null
  return fromMs < (toMs ?? nowMs) ? { fromMs, toMs } : null
}

function parseDuration(text: string): number | null {
  const match = DURATION.exec(text)
  const unit = match?.[2]?.toLowerCase() as keyof typeof UNIT_MS | undefined
  const length = unit ? Number(match?.[1]) * UNIT_MS[unit] : 0
  return length > 0 ? length : null
}

function parseInstantText(text: string, nowMs: number, timeZone: string): number | null {
  return parseIso(text, timeZone) ?? parseWords(text, nowMs, timeZone)
}

function parseIso(text: string, timeZone: string): number | null {
  const match = ISO.exec(text)
  if (!match) return null
  const [, year, month, day, hour, minute, second, offset] = match
  if (offset) {
    const instantMs = Date.parse(text.replace(' ', 'T').toUpperCase())
    return Number.isNaN(instantMs) ? null : instantMs
  }
  const wallClock = toDate([year, month, day, hour, minute, second].map((part) => Number(part ?? 0)))
  return wallClock === null ? null : toInstant(wallClock, timeZone)
}

function parseWords(text: string, nowMs: number, timeZone: string): number | null {
  const match = WORDS.exec(text)
  const month = MONTHS.indexOf(match?.[2]?.toLowerCase() ?? '') + 1
  if (!match || month === 0) return null
  const [, day, , year, hour = '0', minute = '0'] = match
  const thisYear = new Date(toWallClock(nowMs, timeZone)).getUTCFullYear()
  const at = (of: number) => {
    const wallClock = toDate([of, month, Number(day), Number(hour), Number(minute), 0])
    return wallClock === null ? null : toInstant(wallClock, timeZone)
  }
  if (year) return at(Number(year))
  const instantMs = at(thisYear)
  return instantMs !== null && instantMs > nowMs ? at(thisYear - 1) : instantMs
}

/** The reading of a wall clock, or `null` for a 31 February or a 25:00. */
function toDate([year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0]: number[]): number | null {
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isKept = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour
  return isKept && date.getUTCMinutes() === minute ? date.getTime() : null
}

/** The resolved range: "20 Nov 2026 12:00 – 21 Nov 2026 12:00", the day once when both ends lie in it. */
export function formatRange({ fromMs, toMs }: { fromMs: number; toMs: number }, timeZone: string): string {
  const [from, to] = [formatDate(fromMs, timeZone), formatDate(toMs, timeZone)]
  const end = from === to ? formatHour(toMs, timeZone) : `${to} ${formatHour(toMs, timeZone)}`
  return `${from} ${formatHour(fromMs, timeZone)} – ${end}`
}

/** Value of a `datetime-local` field for an instant in a zone: "2026-11-21T12:00". */
export const toFieldValue = (instantMs: number, timeZone: string): string =>
  new Date(toWallClock(instantMs, timeZone)).toISOString().slice(0, 16)
