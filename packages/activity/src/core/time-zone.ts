/** Wall clocks of time zones, by Intl alone, so that the rules of daylight saving are the runtime's and not ours. */

/** The reading of a wall clock, as the milliseconds that UTC would show it at. */
export type WallClockMs = number

const formatters = new Map<string, Intl.DateTimeFormat>()
const MAX_FORMATTERS = 600

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  if (formatters.size >= MAX_FORMATTERS) formatters.clear()
  formatters.set(timeZone, formatter)
  return formatter
}

/** Whether the text is the IANA name of a zone (`Europe/Berlin`, `UTC`), and not an offset such as `+01:00`. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z][\w+\-/]{0,63}$/.test(text)) return false
  try {
    formatterOf(text)
    return true
  } catch {
    return false
  }
}

/** What the clocks of a zone show at an instant. */
export function toWallClock(instantMs: number, timeZone: string): WallClockMs {
  const parts: Record<string, number> = {}
  for (const { type, value } of formatterOf(timeZone).formatToParts(instantMs)) parts[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instantMs % 1000) + 1000) % 1000)
}

/** Offset of a zone from UTC at an instant: +3,600,000 for Berlin in winter. */
export const offsetMs = (instantMs: number, timeZone: string): number => toWallClock(instantMs, timeZone) - instantMs

const DAY_MS = 86_400_000

/**
 * The first instant at which the clocks of a zone show a reading or, where they jump over it, the first one after
 * the jump.
 */
export function toInstant(wallClockMs: WallClockMs, timeZone: string): number {
  const before = offsetMs(wallClockMs - DAY_MS, timeZone)
  const after = offsetMs(wallClockMs + DAY_MS, timeZone)
  const candidates = [wallClockMs - before, wallClockMs - after]
  const shown = candidates.filter((instant) => toWallClock(instant, timeZone) === wallClockMs)
  if (shown.length > 0) return Math.min(...shown)
  return endOfJump(Math.min(...candidates), Math.max(...candidates), wallClockMs, timeZone)
}

/** The first instant in (low, high] whose clock shows the reading or later; low shows earlier. */
function endOfJump(low: number, high: number, wallClockMs: WallClockMs, timeZone: string): number {
  let early = low - 1
  let late = high
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2)
    if (toWallClock(middle, timeZone) >= wallClockMs) late = middle
    else early = middle
  }
  return late
}

/** `2026-11-21T12:59:30.120+01:00`. */
export function toIsoWithOffset(instantMs: number, timeZone: string): string {
  const wallClock = toWallClock(instantMs, timeZone)
  const minutes = Math.round((wallClock - instantMs) / 60_000)
  const size = Math.abs(minutes)
  const offset = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return `${new Date(wallClock).toISOString().slice(0, -1)}${minutes < 0 ? '-' : '+'}${offset}`
}
