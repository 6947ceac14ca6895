/**
 * How long a provider asks to wait, in seconds. Sources in the order of their trust: `retry-after-ms`, `retry-after`
 * (seconds or HTTP date), the reset of a rate-limit bucket that is used up, and the sentence in the message. A wait of
 * zero says nothing and is passed over; none is believed beyond a day.
 */
import type { UpstreamFailure } from './protocol.ts'

const MAX_SECONDS = 86_400
const LIMITED = new Set([429, 503, 529])

export function readRetryAfterSeconds(failure: UpstreamFailure, message: string | null): number | null {
  const header = (name: string) => firstValue(failure.headers[name])
  const limited = failure.status === null || LIMITED.has(failure.status)
  const seconds =
    positive(toNumber(header('retry-after-ms')) / 1_000) ??
    positive(toNumber(header('retry-after'))) ??
    positive(secondsUntil(header('retry-after'), failure.nowMs)) ??
    (limited ? (exhaustedBucketReset(failure) ?? resetInMessage(message)) : null)
  return seconds === null ? null : Math.min(seconds, MAX_SECONDS)
}

const firstValue = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value

const toNumber = (text: string | undefined): number =>
  text !== undefined && /^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN

const positive = (seconds: number): number | null => (Number.isFinite(seconds) && seconds > 0 ? seconds : null)

const secondsUntil = (date: string | undefined, nowMs: number): number =>
  date === undefined ? Number.NaN : (Date.parse(date) - nowMs) / 1_000

const REMAINING = /^(x-ratelimit|anthropic-ratelimit)-(?:remaining-(.+)|(.+)-remaining)$/

/** The longest reset among the buckets that have nothing left. */
function exhaustedBucketReset(failure: UpstreamFailure): number | null {
  const resets = Object.entries(failure.headers).flatMap(([name, value]) => {
    const match = REMAINING.exec(name)
    if (!match || toNumber(firstValue(value)) !== 0) return []
    const [, family, suffix, prefix] = match
    const reset = failure.headers[suffix ? `${family}-reset-${suffix}` : `${family}-${prefix}-reset`]
    const text = firstValue(reset)
    return [positive(parseDuration(text) ?? secondsUntil(text, failure.nowMs))]
  })
  const known = resets.filter((seconds) => seconds !== null)
  return known.length === 0 ? null : Math.max(...known)
}

function resetInMessage(message: string | null): number | null {
  const match = /(?:try again|retry) in ((?:[\d.]+ ?(?:ms|h|m|s))+)/i.exec(message ?? '')
  return positive(parseDuration(match?.[1]) ?? Number.NaN)
}

const SECONDS_PER_UNIT: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3_600 }

/** `6ms`, `1.574s`, `1m30s` → seconds. */
function parseDuration(text: string | undefined): number | null {
  if (text === undefined || !/^(?:\d+(?:\.\d+)? ?(?:ms|h|m|s))+$/.test(text)) return null
  return [...text.matchAll(/(\d+(?:\.\d+)?) ?(ms|h|m|s)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (SECONDS_PER_UNIT[unit ?? ''] ?? 0),
    0,
  )
}
