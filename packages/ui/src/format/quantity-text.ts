/** How counts, durations, rates, shares and ids read. Guarantee: a share never rounds up to 100 % or down to 0 %. */
import { groupThousands } from './decimal.ts'
import { MINUS } from './money-text.ts'

const signed = (isBelowZero: boolean, text: string): string => (isBelowZero ? MINUS + text : text)

/** A whole number with thousands separators: 1204 → "1,204". */
export const formatCount = (count: number | bigint): string =>
  signed(count < 0, groupThousands((count < 0 ? -BigInt(count) : BigInt(count)).toString()))

const SCALES = [
  { from: 1_000_000_000_000n, suffix: 'T' },
  { from: 1_000_000_000n, suffix: 'B' },
  { from: 1_000_000n, suffix: 'M' },
  { from: 1_000n, suffix: 'k' },
] as const
const SHORT_FROM = 10_000n

/** Tokens in a figure: exact under 10,000, then 3 significant digits: 12345 → "12.3k". */
export function formatTokenFigure(count: number | bigint): string {
  const value = BigInt(count)
  if (value < SHORT_FROM) return formatCount(value)
  const rounded = toThreeDigits(value)
  const scale = SCALES.find(({ from }) => rounded >= from) ?? SCALES[3]
  const wholeDigits = (rounded / scale.from).toString().length
  const places = Math.max(0, 3 - wholeDigits)
  const units = (rounded * 10n ** BigInt(places)) / scale.from
  const digits = units.toString()
  const whole = groupThousands(digits.slice(0, digits.length - places))
  return `${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}${scale.suffix}`
}

function toThreeDigits(value: bigint): bigint {
  const step = 10n ** BigInt(value.toString().length - 3)
  return ((value * 2n + step) / (step * 2n)) * step
}

/** Tokens of one request in a table: "1,204 → 312". */
export const formatTokenFlow = (input: number | bigint, output: number | bigint): string =>
  `${formatCount(input)} → ${formatCount(output)}`

export const formatCachedTokens = (count: number | bigint): string => `${formatCount(count)} cached`

const SECOND_MS = 1_000
const MINUTE_S = 60
const HOUR_S = 3_600
const DAY_S = 86_400

/** A duration in milliseconds. It is rounded first and then given its unit, so 59,999 ms is "1 m 0 s". */
export function formatDuration(durationMs: number): string {
  if (durationMs < 0) return signed(true, formatDuration(-durationMs))
  const wholeMs = Math.round(durationMs)
  if (wholeMs === 0) return durationMs === 0 ? '0 ms' : '<1 ms'
  if (wholeMs < SECOND_MS) return `${wholeMs} ms`
  return formatSeconds(wholeMs) ?? formatLong(Math.round(wholeMs / SECOND_MS))
}

/** Three significant digits of seconds, or nothing when that makes a minute. */
function formatSeconds(wholeMs: number): string | undefined {
  const hundredths = Math.round(wholeMs / 10)
  if (hundredths < 1_000) return `${digits(hundredths, 2)} s`
  const tenths = Math.round(wholeMs / 100)
  return tenths < MINUTE_S * 10 ? `${digits(tenths, 1)} s` : undefined
}

const digits = (units: number, places: number): string => {
  const text = units.toString().padStart(places + 1, '0')
  return `${text.slice(0, -places)}.${text.slice(-places)}`
}

function formatLong(seconds: number): string {
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} m ${seconds % MINUTE_S} s`
  const minutes = Math.round(seconds / MINUTE_S)
  const hours = Math.floor(minutes / 60)
  if (minutes * MINUTE_S < DAY_S) return `${hours} h ${minutes % 60} m`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** Tokens per second: "64.2 tok/s". */
export const formatRate = (tokensPerSecond: number): string => `${tokensPerSecond.toFixed(1)} tok/s`

/** A share of one (0.98 → "98.0%"). Only exactly 0 and 1 read as 0% and 100%. */
export function formatPercent(share: number): string {
  if (share < 0) return signed(true, formatPercent(-share))
  if (share === 0) return '0%'
  if (share === 1) return '100%'
  const tenths = Math.round(share * 1_000)
  if (tenths === 0) return '<0.1%'
  if (share < 1 && tenths >= 1_000) return '99.9%'
  if (share > 1 && tenths <= 1_000) return '100.1%'
  return `${groupThousands(Math.floor(tenths / 10).toString())}.${tenths % 10}%`
}

const ID_PATTERN = /^([a-z]+[-_])?(.{4}).+(.{4})$/s

/** A long id in a table: "gen-01jf…k4q2". Copying gives all of it. */
export function formatShortId(id: string): string {
  const match = ID_PATTERN.exec(id)
  return match ? `${match[1] ?? ''}${match[2]}…${match[3]}` : id
}

/** A key by what may be shown of it: prefix "sk-tp-live-" and last four → "sk-tp-live-…a1b2". */
export const formatKey = (prefix: string, lastFour: string): string => `${prefix}…${lastFour}`
