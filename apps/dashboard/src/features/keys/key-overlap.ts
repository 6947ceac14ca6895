/** How long an old secret keeps working after a rotation. */
const HOUR_MS = 3_600_000

export const OVERLAPS = ['none', '1h', '24h', '7d'] as const
export type Overlap = (typeof OVERLAPS)[number]

export const OVERLAP_MS: Record<Overlap, number> = {
  none: 0,
  '1h': HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
}

export const OVERLAP_OPTIONS: readonly { value: Overlap; label: string }[] = [
  { value: '1h', label: 'For 1 hour' },
  { value: '24h', label: 'For 24 hours' },
  { value: '7d', label: 'For 7 days' },
  { value: 'none', label: 'Not at all: it stops now' },
]
