import 'server-only'
import type { Role } from '@turnpike/identity/core/permissions'
import { parseActivityAddress, type SearchParameters, toActivityQuery } from '@/components/activity-address.ts'
import type { AnalyticsPlace } from '@/features/analytics/analytics-links.ts'
import {
  REPORT_NAMES,
  type ReportAddress,
  toReportQuery,
  toReportView,
  USAGE_PRESET,
} from '@/features/analytics/report-address.ts'
import { reportDefaults } from '@/features/analytics/report-defaults.ts'
import { getNowMs, getTimeZone } from '@/server/read-request-facts.ts'
import { prefetch, trpc } from '@/trpc/server.tsx'

/** The words of an address about how usage is looked at; of a repeated one the first counts. */
export const parseReportAddress = (parameters: SearchParameters): ReportAddress =>
  Object.fromEntries(
    REPORT_NAMES.map((name) => {
      const value = parameters[name]
      return [name, (typeof value === 'string' ? value : value?.[0]) ?? null]
    }),
  ) as ReportAddress

/** Puts the first answers of an Analytics page into its HTML; durations take longer and follow. */
export async function prefetchAnalytics(
  { organization, workspace }: AnalyticsPlace,
  role: Role,
  parameters: SearchParameters,
): Promise<void> {
  const defaults = { preset: USAGE_PRESET, timeZone: await getTimeZone(), nowMs: getNowMs() }
  const query = toActivityQuery(parseActivityAddress(parameters), defaults)
  const { view } = toReportView(parseReportAddress(parameters), reportDefaults(role, workspace === null))
  const { analytics } = trpc
  const report = { organization, ...query, ...toReportQuery(view) }
  const latency = { organization, ...query, isCompared: view.isCompared }
  if (workspace === null) {
    void prefetch(analytics.getOrganizationLatency.queryOptions(latency))
    return await prefetch(analytics.getOrganizationReport.queryOptions(report))
  }
  void prefetch(analytics.getLatency.queryOptions({ ...latency, workspace }))
  await prefetch(analytics.getReport.queryOptions({ ...report, workspace }))
}
