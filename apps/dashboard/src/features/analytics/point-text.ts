/** Points in time in words: on the axis, in the caption and for screen readers. */
import type { TimeBucket } from '@turnpike/activity/core/time-buckets'
import { formatDate, formatDay, formatHour } from '@turnpike/ui/format/time-text'

export const BUCKET_TEXT: Record<TimeBucket, string> = {
  '1m': 'minute',
  '5m': '5 minutes',
  '15m': '15 minutes',
  '1h': 'hour',
  '6h': '6 hours',
  '1d': 'day',
}

export type Point = { startMs: number; endMs: number }

/** "Saturday 21 November 2026", "Saturday 21 November 2026, 06:00 – 12:00"; parts of a bucket at the edges say so. */
export function pointText({ startMs, endMs }: Point, bucket: TimeBucket, timeZone: string): string {
  const day = formatDay(startMs, timeZone)
  const [from, to] = [formatHour(startMs, timeZone), formatHour(endMs, timeZone)]
  return bucket === '1d' && from === '00:00' && to === '00:00' ? day : `${day}, ${from} – ${to}`
}

/** On the axis: the day where one begins, else the time. */
export function tickText({ startMs }: Point, bucket: TimeBucket, timeZone: string): string {
  const hour = formatHour(startMs, timeZone)
  if (bucket !== '1d' && hour !== '00:00') return hour
  return formatDate(startMs, timeZone).replace(/ \d{4}$/, '')
}
