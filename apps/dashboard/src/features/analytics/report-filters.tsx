'use client'
/** The same chips as in Logs. Values come from the requests where the viewer may read them, else from the table. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FilterBar } from '@/components/filter-bar/filter-bar.tsx'
import type { KnownValue } from '@/components/filter-bar/to-suggestions.ts'
import type { ActivityUrl } from '@/components/use-activity-url.ts'
import { useTRPC } from '@/trpc/client.tsx'
import type { AnalyticsPlace } from './analytics-links.ts'
import { groupText } from './group-text.ts'
import type { ReportGroup } from './report-address.ts'
import type { ShownReport } from './use-usage-report.ts'

type ReportFiltersProps = {
  place: AnalyticsPlace
  activity: ActivityUrl
  report: ShownReport | undefined
  maySeeRequests: boolean
}

const FILTER_OF_GROUP = { model: 'model', provider: 'provider', key: 'key', outcome: 'status' } as const
const canFilter = (group: ReportGroup): group is keyof typeof FILTER_OF_GROUP => group !== 'workspace'

export function ReportFilters({ place, activity, report, maySeeRequests }: ReportFiltersProps) {
  const trpc = useTRPC()
  const router = useRouter()
  const [wasReached, setWasReached] = useState(false)
  const hasNames = activity.address.key.length + activity.address.member.length > 0
  const { organization, workspace } = place
  const { data } = useQuery(
    trpc.logs.listFilterValues.queryOptions(
      { organization, workspace: workspace ?? '', ...activity.query },
      {
        enabled: workspace !== null && maySeeRequests && (wasReached || hasNames),
        placeholderData: keepPreviousData,
      },
    ),
  )
  return (
    <FilterBar
      activity={activity}
      known={data ?? knownFrom(report)}
      onFocus={() => setWasReached(true)}
      onOpenRequest={(requestId) => router.push(`/r/${requestId}`)}
    />
  )
}

function knownFrom(report: ShownReport | undefined): KnownValue[] {
  if (!report || !canFilter(report.group)) return []
  const name = FILTER_OF_GROUP[report.group]
  return report.rows.flatMap(({ group, requests }) =>
    group === null || group === ''
      ? []
      : [{ name, value: group, label: groupText(group, report.names), requests: Number(requests) }],
  )
}
