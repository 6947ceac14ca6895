/** What groups are called. */
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import type { UsageMetric } from '@turnpike/activity/core/usage-figures'
import type { ReportGroup } from './report-address.ts'

export const GROUP_TITLES: Record<ReportGroup, string> = {
  workspace: 'Workspace',
  model: 'Model',
  provider: 'Provider',
  key: 'Key',
  outcome: 'Outcome',
}

export const METRIC_TITLES: Record<UsageMetric, string> = {
  spend: 'Spend',
  requests: 'Requests',
  tokens: 'Tokens',
  errors: 'Errors',
}

type Names = Readonly<Record<string, { name: string }>>

/** `null` is everything beyond the groups shown one by one; '' a request that no provider served. */
export function groupText(group: GroupName, names: Names): string {
  if (group === null) return 'Other'
  if (group === '') return 'not routed'
  return names[group]?.name ?? group
}
