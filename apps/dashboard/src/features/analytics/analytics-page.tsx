'use client'
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import { can, type Role } from '@turnpike/identity/core/permissions'
import { Button, buttonClass } from '@turnpike/ui/controls/button'
import { Switch } from '@turnpike/ui/controls/switch'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { countFilters, toActivitySearch } from '@/components/activity-address.ts'
import { previousText } from '@/components/previous-text.ts'
import { RangePicker } from '@/components/range-picker.tsx'
import { type ActivityUrl, useActivityUrl } from '@/components/use-activity-url.ts'
import { useRefreshOnReturn } from '@/components/use-refresh-on-return.ts'
import { useShortcut } from '@/components/use-shortcut.ts'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { type AnalyticsPlace, type LinkQuestion, toRowsLink } from './analytics-links.ts'
import { ChartPanel } from './chart-panel.tsx'
import { FiguresPanel } from './figures-panel.tsx'
import { MovedPanel } from './moved-panel.tsx'
import { USAGE_PRESET } from './report-address.ts'
import { reportDefaults } from './report-defaults.ts'
import { ReportExportDialog } from './report-export-dialog.tsx'
import { ReportFilters } from './report-filters.tsx'
import { TablePanel } from './table-panel.tsx'
import { usageReach } from './usage-reach.ts'
import { useReportUrl } from './use-report-url.ts'
import { useLatency, useUsageReport } from './use-usage-report.ts'

export type AnalyticsPageProps = {
  place: AnalyticsPlace
  role: Role
  /** The server's clock when it rendered the page. */
  nowMs: number
}

/** How much, by what, and why it changed. */
export function AnalyticsPage({ place, role, nowMs }: AnalyticsPageProps) {
  const activity = useActivityUrl({ preset: USAGE_PRESET, nowMs })
  useRefreshOnReturn(activity.refresh)
  const router = useRouter()
  const isOrganization = place.workspace === null
  const defaults = useMemo(() => reportDefaults(role, isOrganization), [role, isOrganization])
  const report = useReportUrl(defaults)
  const query = useUsageReport(place, activity.query, report)
  const latency = useLatency(place, activity.query, report.isCompared)
  const [reached, setReached] = useState<GroupName | undefined>(undefined)

  const question: LinkQuestion = {
    place,
    address: activity.address,
    group: query.data?.group ?? report.group,
    maySeeRequests: can(role, 'usage:read-own'),
    names: query.data?.names ?? {},
  }
  const points = query.data?.points ?? []
  const zoom = (first: number, last: number) => {
    const [from, to] = [points[first], points[last]]
    if (from && to) activity.setInstants({ fromMs: from.startMs, toMs: to.endMs })
  }
  const open = (index: number, group: GroupName | undefined) => {
    const bucket = points[index]
    const href = bucket && (toRowsLink(question, group, bucket) ?? toRowsLink(question, undefined, bucket))
    if (href) router.push(href)
    else zoom(index, index)
  }
  const base = previousText(activity.range.preset)
  const empty = <NothingHere activity={activity} />
  return (
    <>
      <PageHeader title={titleOf(role, isOrganization)}>
        <RangePicker activity={activity} />
        <WindowButtons activity={activity} nowMs={nowMs} />
      </PageHeader>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <ReportFilters place={place} activity={activity} report={query.data} maySeeRequests={question.maySeeRequests} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {isOrganization ? null : (
            <Link
              href={`/o/${place.organization}/analytics${toActivitySearch({ range: activity.address.range, tz: activity.address.tz })}`}
              className="text-link underline-offset-2 hover:underline"
            >
              All workspaces
            </Link>
          )}
          <Switch
            label="vs previous"
            isOn={report.isCompared}
            onChange={(isCompared) => report.change({ isCompared })}
          />
        </div>
      </div>
      <Notices notices={[...report.notices, ...(query.data?.notices ?? [])]} />
      <div className="flex flex-col gap-4">
        <FiguresPanel
          report={query}
          latency={latency}
          base={base}
          links={{
            rows: toRowsLink({ ...question, group: 'outcome' }),
            failed: toRowsLink({ ...question, group: 'outcome' }, 'failed'),
          }}
        />
        <ChartPanel
          query={query}
          report={report}
          groups={defaults.groups}
          range={activity.range}
          reached={reached}
          empty={empty}
          onOpen={open}
          opensRows={!isOrganization && question.maySeeRequests}
          onZoom={zoom}
        />
        {report.isCompared ? <MovedPanel report={query} base={base} /> : null}
        <TablePanel
          query={query}
          report={report}
          empty={empty}
          action={<ReportExportDialog path={pathOf(place)} address={activity.address} report={query.data} />}
          hrefOf={(group) => toRowsLink(question, group)}
          onReach={setReached}
        />
      </div>
    </>
  )
}

const pathOf = ({ organization, workspace }: AnalyticsPlace): string =>
  workspace === null ? `/o/${organization}/analytics` : `${workspaceAddress(organization, workspace)}/analytics`

function titleOf(role: Role, isOrganization: boolean): string {
  const place = isOrganization ? 'Analytics of all workspaces' : 'Analytics'
  return usageReach(role) === 'own' ? `${place}: your requests` : place
}

/** Earlier and later by the length of the range: what dragging does, for hands that do not drag. */
function WindowButtons({ activity, nowMs }: { activity: ActivityUrl; nowMs: number }) {
  const { fromMs, toMs } = activity.range
  const length = toMs - fromMs
  const earlier = () => activity.setInstants({ fromMs: fromMs - length, toMs: fromMs })
  const later = () => activity.setInstants({ fromMs: toMs, toMs: toMs + length })
  const hasLater = toMs < nowMs
  useShortcut('[', earlier)
  useShortcut(']', later, hasLater)
  return (
    <span className="flex">
      <Button size="small" onClick={earlier} title="Earlier ( [ )" className="rounded-r-none">
        Earlier
      </Button>
      <Button size="small" onClick={later} disabled={!hasLater} title="Later ( ] )" className="-ml-px rounded-l-none">
        Later
      </Button>
    </span>
  )
}

function NothingHere({ activity }: { activity: ActivityUrl }) {
  const hasFilters = countFilters(activity.address) > 0
  return (
    <EmptyState
      title={hasFilters ? 'No requests match' : 'No requests in this range'}
      action={
        <span className="flex flex-wrap gap-2">
          {hasFilters ? (
            <Button size="small" onClick={activity.clearFilters}>
              Clear filters
            </Button>
          ) : null}
          <button type="button" onClick={() => activity.setPreset('30d')} className={buttonClass({ size: 'small' })}>
            Widen to 30 days
          </button>
        </span>
      }
    >
      {hasFilters ? 'The filters leave nothing of this range.' : 'Usage stands here as soon as a request was made.'}
    </EmptyState>
  )
}

const Notices = ({ notices }: { notices: readonly string[] }) =>
  [...new Set(notices)].map((notice) => (
    <p key={notice} role="status" className="mb-3 text-caution text-data">
      <span aria-hidden="true">▲ </span>
      {notice}
    </p>
  ))
