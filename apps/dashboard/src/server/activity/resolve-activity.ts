/**
 * What procedures about activity take, and what it means: one schema and one reading for Home, Analytics, Logs and
 * exports, so that the same address asks the same question everywhere.
 */
import { type ActivityFilters, FILTER_NAMES, parseActivityFilters } from '@turnpike/activity/core/activity-filters'
import { type RangePreset, type ResolvedRange, resolveRange } from '@turnpike/activity/core/resolve-range'
import { z } from 'zod'

const LONGEST_TEXT = 300
const MOST_VALUES = 100
const word = z.string().max(LONGEST_TEXT).optional()
const values = z.array(z.string().max(LONGEST_TEXT)).max(MOST_VALUES).optional()

/** Shape of `ActivityQuery` (`@/components/activity-address.ts`). */
export const activityInputSchema = z.object({
  range: word,
  from: word,
  to: word,
  tz: word,
  asOfMs: z.number().int().nonnegative(),
  model: values,
  provider: values,
  key: values,
  member: values,
  app: values,
  status: values,
  q: word,
})
export type ActivityInput = z.infer<typeof activityInputSchema>

export type ResolvedActivity = { range: ResolvedRange; filters: ActivityFilters; notices: string[] }

/** A page's clock that runs ahead of ours is ours. */
export function resolveActivity(input: ActivityInput, nowMs: number, defaultPreset: RangePreset): ResolvedActivity {
  const range = resolveRange(input, { nowMs: Math.min(input.asOfMs, nowMs), defaultPreset, defaultTimeZone: 'UTC' })
  const { filters, notices } = parseActivityFilters(
    Object.fromEntries([...FILTER_NAMES, 'q' as const].map((name) => [name, input[name]])),
  )
  return { range, filters, notices: [...range.notices, ...notices] }
}
