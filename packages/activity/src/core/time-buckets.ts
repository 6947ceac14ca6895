/**
 * How a range is cut for a chart. Buckets follow the wall clock of a zone: a day in Berlin has 23, 24 or 25 hours.
 *
 * Guarantees: the starts rise, the first is the start of the range, every instant of the range is in exactly one
 * bucket, and there are never more than `maxPoints` of them.
 */
import type { InstantRange } from './activity-scope.ts'
import { toInstant, toWallClock } from './time-zone.ts'

export const TIME_BUCKETS = ['1m', '5m', '15m', '1h', '6h', '1d'] as const
export type TimeBucket = (typeof TIME_BUCKETS)[number]

export const MAX_POINTS = 400

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const LENGTH_MS: Record<TimeBucket, number> = {
  '1m': MINUTE_MS,
  '5m': 5 * MINUTE_MS,
  '15m': 15 * MINUTE_MS,
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '1d': 24 * HOUR_MS,
}
/** Where nothing was asked for, charts are readable up to about this many points. */
const READABLE_POINTS = 96

/**
 * The bucket that was asked for or, where it would give more than `maxPoints`, the next longer one that does not.
 * Without one asked for: the shortest that gives a readable chart.
 */
export function chooseBucket(range: InstantRange, asked: TimeBucket | null, maxPoints = MAX_POINTS): TimeBucket {
  const limit = asked === null ? Math.min(READABLE_POINTS, maxPoints) : maxPoints
  const shortest = asked === null ? 0 : TIME_BUCKETS.indexOf(asked)
  const fits = (bucket: TimeBucket, points: number) => mostPoints(range, bucket) <= points
  return (
    TIME_BUCKETS.find((bucket, index) => index >= shortest && fits(bucket, limit)) ??
    TIME_BUCKETS.find((bucket, index) => index >= shortest && fits(bucket, maxPoints)) ??
    '1d'
  )
}

/** Whole buckets, a part of one at either end, and one more where clocks are put back. */
const mostPoints = ({ fromMs, toMs }: InstantRange, bucket: TimeBucket): number =>
  Math.ceil((toMs - fromMs) / LENGTH_MS[bucket]) + 1

/** The starts of the buckets of a range: the first is `fromMs` itself, so the bucket there may be a part of one. */
export function bucketStarts({ fromMs, toMs }: InstantRange, bucket: TimeBucket, timeZone: string): number[] {
  const starts = [fromMs]
  for (let next = nextStart(fromMs, bucket, timeZone); next < toMs; next = nextStart(next, bucket, timeZone))
    starts.push(next)
  return starts
}

/** The first boundary after an instant. */
function nextStart(instantMs: number, bucket: TimeBucket, timeZone: string): number {
  const length = LENGTH_MS[bucket]
  const wallClock = toWallClock(instantMs, timeZone)
  const untilNext = length - (((wallClock % length) + length) % length)
  // Up to an hour, buckets are lengths of time: an hour that clocks show twice is two buckets.
  if (length <= HOUR_MS) return instantMs + untilNext
  const next = toInstant(wallClock + untilNext, timeZone)
  return next > instantMs ? next : toInstant(wallClock + untilNext + length, timeZone)
}
