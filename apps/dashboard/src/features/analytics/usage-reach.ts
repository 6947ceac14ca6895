/**
 * Whose usage a member sees in sums. Guarantee: whoever may not see everybody's requests gets their own, or totals that
 * are never split by key; no filter of an address reaches beyond that.
 */
import { type ActivityFilters, FILTER_NAMES } from '@turnpike/activity/core/activity-filters'
import { can, type Role } from '@turnpike/identity/core/permissions'
import { REPORT_GROUPS, type ReportGroup } from './report-address.ts'

export type UsageReach =
  | 'everybody'
  /** The requests of their own keys. */
  | 'own'
  /** Everybody's, but as totals: by model, provider and outcome. */
  | 'totals'

export function usageReach(role: Role): UsageReach {
  if (can(role, 'usage:read-all')) return 'everybody'
  return can(role, 'usage:read-own') ? 'own' : 'totals'
}

const TOTALS_FILTERS = ['model', 'provider', 'status'] as const

/** The filters as far as the member's reach lets them; sentences for those that were left out. */
export function limitToReach(
  reach: UsageReach,
  userId: string,
  filters: ActivityFilters,
): { filters: ActivityFilters; notices: string[] } {
  if (reach === 'everybody') return { filters, notices: [] }
  if (reach === 'own') {
    const member = { include: [userId], exclude: filters.member?.exclude ?? [] }
    return { filters: { ...filters, member }, notices: [] }
  }
  const kept = TOTALS_FILTERS.flatMap((name) => (filters[name] ? [[name, filters[name]] as const] : []))
  const dropped = [...FILTER_NAMES, 'q' as const].filter(
    (name) => filters[name] !== undefined && !TOTALS_FILTERS.some((known) => known === name),
  )
  return {
    filters: Object.fromEntries(kept),
    notices: dropped.map((name) => `The filter "${name}" is ignored: your role shows totals only.`),
  }
}

/** What the member may split usage by. Workspaces are told apart in the organization's report only. */
export const reportGroups = (reach: UsageReach, isOrganization: boolean): ReportGroup[] =>
  REPORT_GROUPS.filter((group) => (group !== 'workspace' || isOrganization) && (group !== 'key' || reach !== 'totals'))
