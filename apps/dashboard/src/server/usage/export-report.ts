import 'server-only'
import { parseActivityAddress, toActivityQuery } from '@/components/activity-address.ts'
import { toReportQuery, toReportView, USAGE_PRESET } from '@/features/analytics/report-address.ts'
import { toReportCsv } from '@/features/analytics/report-csv.ts'
import { reportDefaults } from '@/features/analytics/report-defaults.ts'
import { toExportName } from '@/features/logs/export-name.ts'
import { deps } from '@/server/deps.ts'
import { getTimeZone } from '@/server/read-request-facts.ts'
import { toSearchParameters } from '@/server/to-search-parameters.ts'
import { parseReportAddress } from './prefetch-analytics.ts'
import type { UsageAccess } from './read-usage-question.ts'
import { readUsageReport } from './read-usage-report.ts'

/** The table of an Analytics address as a file. */
export async function exportReport(access: UsageAccess, url: string): Promise<Response> {
  const parameters = toSearchParameters(new URL(url).searchParams)
  const nowMs = deps().clock.nowMs()
  const query = toActivityQuery(parseActivityAddress(parameters), {
    preset: USAGE_PRESET,
    timeZone: await getTimeZone(),
    nowMs,
  })
  const defaults = reportDefaults(access.role, access.workspace === undefined)
  const { view } = toReportView(parseReportAddress(parameters), defaults)
  const report = await readUsageReport(deps(), access, { ...query, ...toReportQuery(view), isCompared: false })
  const name = toExportName({
    organization: access.organization.slug,
    workspace: access.workspace?.slug ?? 'all',
    what: `analytics-by-${report.group}`,
    range: report.range,
  })
  return new Response(toReportCsv(report.rows, report.group, report.names), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
