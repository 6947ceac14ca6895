import 'server-only'
import type { ActivityFilters } from '@turnpike/activity/core/activity-filters'
import type { ActivityScope, InstantRange } from '@turnpike/activity/core/activity-scope'
import type { OrganizationAccess, WorkspaceSummary } from '@turnpike/identity/core/access'
import { USAGE_PRESET } from '@/features/analytics/report-address.ts'
import { limitToReach, type UsageReach, usageReach } from '@/features/analytics/usage-reach.ts'
import { type ActivityInput, resolveActivity } from '@/server/activity/resolve-activity.ts'

/** A member of an organization, in one of its workspaces or over all of them. */
export type UsageAccess = OrganizationAccess & { workspace?: WorkspaceSummary }

export type UsageQuestion = {
  scope: ActivityScope
  reach: UsageReach
  /** Nothing after the page's clock counts, so that all panels of a page count the same requests. */
  range: InstantRange
  previous: InstantRange
  timeZone: string
  filters: ActivityFilters
  notices: string[]
}

/** What a question about sums means for a member: figures, chart, table and file all read it here. */
export function readUsageQuestion(access: UsageAccess, input: ActivityInput, nowMs: number): UsageQuestion {
  const { range, filters, notices } = resolveActivity(input, nowMs, USAGE_PRESET)
  const reach = usageReach(access.role)
  const limited = limitToReach(reach, access.userId, filters)
  const { fromMs, toMs, previous, timeZone } = range
  const asOfMs = Math.min(input.asOfMs, nowMs)
  return {
    scope: { organizationId: access.organization.id, workspaceId: access.workspace?.id ?? null },
    reach,
    range: { fromMs, toMs: fromMs < asOfMs ? Math.min(toMs, asOfMs) : toMs },
    previous,
    timeZone,
    filters: limited.filters,
    notices: [...notices, ...limited.notices],
  }
}
