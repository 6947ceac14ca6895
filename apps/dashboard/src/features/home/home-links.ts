/** Where the figures of Home lead: the same range and zone on the page that shows what they sum. */

import type { FilterName } from '@turnpike/activity/core/activity-filters'
import { type ActivityAddress, toActivitySearch } from '@/components/activity-address.ts'
import { USAGE_PRESET } from '@/features/analytics/report-address.ts'

export type HomeLinks = {
  analytics: string
  /** Null for whom requests are not shown. */
  logs: (filters?: Partial<Record<FilterName, string[]>>) => string | null
}

/** `base` is the workspace's address. Logs has another range of its own, so the range is always said. */
export function toHomeLinks(base: string, address: ActivityAddress, maySeeRequests: boolean): HomeLinks {
  const { range, from, to, tz } = address
  const words = from || to ? { from, to, tz } : { range: range ?? USAGE_PRESET, tz }
  return {
    analytics: `${base}/analytics${toActivitySearch(words)}`,
    logs: (filters = {}) => (maySeeRequests ? `${base}/logs${toActivitySearch({ ...words, ...filters })}` : null),
  }
}
