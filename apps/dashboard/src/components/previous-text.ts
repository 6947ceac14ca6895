import type { RangePreset } from '@turnpike/activity/core/resolve-range'

const TEXT: Record<RangePreset, string> = {
  '1h': 'previous hour',
  '24h': 'previous 24 hours',
  '7d': 'previous 7 days',
  '30d': 'previous 30 days',
  '90d': 'previous 90 days',
  mtd: 'same days of last month',
  'prev-month': 'month before',
}

/** What a range is compared with: "previous 7 days". */
export const previousText = (preset: RangePreset | null): string =>
  preset === null ? 'same length before' : TEXT[preset]
