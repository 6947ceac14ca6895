/** How instants read. Instants are milliseconds since the epoch, zones are IANA names; "now" is always an argument. */
const LOCALE = 'en-GB'
const SECOND_MS = 1_000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()

/** Intl formatters are slow to make, so each combination is made once. */
function formatterFor(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = timeZone + JSON.stringify(options)
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone })
  formatters.set(key, made)
  return made
}

const partsOf = (atMs: number, timeZone: string, options: Intl.DateTimeFormatOptions): Record<string, string> =>
  Object.fromEntries(
    formatterFor(timeZone, options)
      .formatToParts(atMs)
      .map((part) => [part.type, part.value]),
  )

export const isTimeZone = (name: string): boolean => {
  try {
    formatterFor(name, {})
    return true
  } catch {
    return false
  }
}

/** `datetime` of `<time>`, CSV, tests: "2026-11-21T11:59:30.120Z". */
export const isoInstant = (atMs: number): string => new Date(atMs).toISOString()

/** Time of day in tables, under a header row for the day: "14:03:22.418". */
export const formatTimeOfDay = (atMs: number, timeZone: string): string =>
  formatterFor(timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(atMs)

/** "12:00": hours and minutes. */
export const formatHour = (atMs: number, timeZone: string): string =>
  formatterFor(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(atMs)

/** Header row of a day: "Saturday 21 November 2026". */
export function formatDay(atMs: number, timeZone: string): string {
  const part = partsOf(atMs, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return `${part.weekday} ${part.day} ${part.month} ${part.year}`
}

/** "21 Nov 2026". */
export function formatDate(atMs: number, timeZone: string): string {
  const part = partsOf(atMs, timeZone, { day: 'numeric', month: 'short', year: 'numeric' })
  return `${part.day} ${part.month?.slice(0, 3)} ${part.year}`
}

/** The exact instant, as in tooltips: "21 Nov 2026 12:59:30.120 (UTC+01:00)". */
export const formatExact = (atMs: number, timeZone: string): string =>
  `${formatDate(atMs, timeZone)} ${formatTimeOfDay(atMs, timeZone)} (${formatOffset(timeZone, atMs)})`

/** "UTC+01:00". */
export function formatOffset(timeZone: string, atMs: number): string {
  const name = partsOf(atMs, timeZone, { timeZoneName: 'longOffset' }).timeZoneName ?? 'GMT'
  return name === 'GMT' ? 'UTC' : name.replace('GMT', 'UTC')
}

/** Printed once a page: "Europe/Berlin (UTC+01:00)". */
export const formatZone = (timeZone: string, atMs: number): string =>
  timeZone === 'UTC' ? 'UTC' : `${timeZone} (${formatOffset(timeZone, atMs)})`

/** Relative, for lists, always with the exact instant in the tooltip: "3 min ago", "in 2 h". */
export function formatRelative(atMs: number, nowMs: number): string {
  const distanceMs = Math.abs(nowMs - atMs)
  if (distanceMs < 5 * SECOND_MS) return 'just now'
  const text = distanceText(distanceMs)
  return atMs <= nowMs ? `${text} ago` : `in ${text}`
}

function distanceText(distanceMs: number): string {
  if (distanceMs < MINUTE_MS) return `${Math.floor(distanceMs / SECOND_MS)} s`
  if (distanceMs < HOUR_MS) return `${Math.floor(distanceMs / MINUTE_MS)} min`
  if (distanceMs < DAY_MS) return `${Math.floor(distanceMs / HOUR_MS)} h`
  const days = Math.floor(distanceMs / DAY_MS)
  return days === 1 ? '1 day' : `${days} days`
}

/** Countdown, UTC and local time of a reset: "resets in 12 h 0 m · 00:00 UTC (01:00 Berlin)". */
export function formatReset(resetAtMs: number, nowMs: number, timeZone: string): string {
  return `resets in ${countdown(Math.max(0, resetAtMs - nowMs))} · ${formatResetInstant(resetAtMs, nowMs, timeZone)}`
}

/** "00:00 UTC (01:00 Berlin)", with the day when it is more than a day away: "1 Dec 00:00 UTC (01:00 Berlin)". */
export function formatResetInstant(resetAtMs: number, nowMs: number, timeZone: string): string {
  const part = partsOf(resetAtMs, 'UTC', { day: 'numeric', month: 'short' })
  const day = resetAtMs - nowMs > DAY_MS ? `${part.day} ${part.month?.slice(0, 3)} ` : ''
  const local = timeZone === 'UTC' ? '' : ` (${formatHour(resetAtMs, timeZone)} ${cityOf(timeZone)})`
  return `${day}${formatHour(resetAtMs, 'UTC')} UTC${local}`
}

const cityOf = (timeZone: string): string => timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone

function countdown(leftMs: number): string {
  const minutes = Math.ceil(leftMs / MINUTE_MS)
  const hours = Math.floor(minutes / 60)
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`
  return hours === 0 ? `${minutes} m` : `${hours} h ${minutes % 60} m`
}
