import type { HistogramPoint } from '@turnpike/activity/store/logs-histogram'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { formatRange } from '@/components/range-text.ts'

/** From the bottom of a bar to its top. */
export const OUTCOMES = ['succeeded', 'cancelled', 'failed', 'refused'] as const

export const totalOf = (point: HistogramPoint): number => OUTCOMES.reduce((sum, outcome) => sum + point[outcome], 0)

/** "21 Nov 2026 12:00 – 12:15: 14 requests, 1 refused". */
export function describePoints(points: readonly HistogramPoint[], timeZone: string): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const requests = points.reduce((sum, point) => sum + totalOf(point), 0)
  const counts = (['failed', 'refused', 'cancelled'] as const).flatMap((outcome) => {
    const count = points.reduce((sum, point) => sum + point[outcome], 0)
    return count > 0 ? `${formatCount(count)} ${outcome}` : []
  })
  const range = formatRange({ fromMs: first.startMs, toMs: last.endMs }, timeZone)
  return `${range}: ${[`${formatCount(requests)} ${requests === 1 ? 'request' : 'requests'}`, ...counts].join(', ')}`
}
