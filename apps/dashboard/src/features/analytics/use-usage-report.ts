'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ActivityQuery } from '@/components/activity-address.ts'
import { useTRPC } from '@/trpc/client.tsx'
import type { AnalyticsPlace } from './analytics-links.ts'
import { type ReportView, toReportQuery } from './report-address.ts'

/** The report of a workspace or of all of them; the last one stays while another is asked for. */
export function useUsageReport({ organization, workspace }: AnalyticsPlace, query: ActivityQuery, view: ReportView) {
  const { analytics } = useTRPC()
  const input = { organization, ...query, ...toReportQuery(view) }
  const ofWorkspace = useQuery({
    ...analytics.getReport.queryOptions({ ...input, workspace: workspace ?? '' }),
    placeholderData: keepPreviousData,
    enabled: workspace !== null,
  })
  const ofOrganization = useQuery({
    ...analytics.getOrganizationReport.queryOptions(input),
    placeholderData: keepPreviousData,
    enabled: workspace === null,
  })
  return workspace === null ? ofOrganization : ofWorkspace
}
export type UsageReportQuery = ReturnType<typeof useUsageReport>
export type ShownReport = NonNullable<UsageReportQuery['data']>

export function useLatency({ organization, workspace }: AnalyticsPlace, query: ActivityQuery, isCompared: boolean) {
  const { analytics } = useTRPC()
  const input = { organization, ...query, isCompared }
  const ofWorkspace = useQuery({
    ...analytics.getLatency.queryOptions({ ...input, workspace: workspace ?? '' }),
    placeholderData: keepPreviousData,
    enabled: workspace !== null,
  })
  const ofOrganization = useQuery({
    ...analytics.getOrganizationLatency.queryOptions(input),
    placeholderData: keepPreviousData,
    enabled: workspace === null,
  })
  return workspace === null ? ofOrganization : ofWorkspace
}
export type LatencyQuery = ReturnType<typeof useLatency>
