import { formatHour } from '@turnpike/ui/format/time-text'
import type { Point } from './point-text.ts'

const MOST_TICKS = 12

/**
 * The points that the axis names: where days begin when the range has several, else points at even steps. At most
 * twelve, by their index.
 */
export function axisTicks(points: readonly Point[], timeZone: string): number[] {
  const all = points.map((_point, index) => index)
  const dayStarts = all.filter((index) => formatHour(points[index]?.startMs ?? 0, timeZone) === '00:00')
  const candidates = dayStarts.length > 2 ? dayStarts : all
  const step = Math.ceil(candidates.length / MOST_TICKS)
  return candidates.filter((_index, place) => place % step === 0)
}
