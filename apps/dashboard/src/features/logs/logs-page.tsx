'use client'
/** Find one request among many, or watch them arrive. What is selected, and the request that is open, is the address. */
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { parseAsString, useQueryState } from 'nuqs'
import { useMemo, useRef, useState } from 'react'
import { toActivitySearch } from '@/components/activity-address.ts'
import { FilterBar } from '@/components/filter-bar/filter-bar.tsx'
import { QueryPanel } from '@/components/query-panel.tsx'
import { RangePicker } from '@/components/range-picker.tsx'
import { type ActivityUrl, useActivityUrl } from '@/components/use-activity-url.ts'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { Histogram } from './histogram.tsx'
import { LiveToggle } from './live-toggle.tsx'
import { LOGS_PRESET } from './logs-preset.ts'
import { RequestSheet } from './request-sheet.tsx'
import { RequestsPanel } from './requests-panel.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { useFollowing } from './use-following.ts'
import { useLiveTail } from './use-live-tail.ts'
import { useOpenRequest } from './use-open-request.ts'
import { useRequests } from './use-requests.ts'

export type LogsPageProps = {
  place: Place
  /** The server's clock when it rendered the page. */
  nowMs: number
  /** False: only requests of the viewer's own keys are listed. */
  seesAll: boolean
}

export function LogsPage({ place, nowMs, seesAll }: LogsPageProps) {
  const trpc = useTRPC()
  const path = `${workspaceAddress(place.organization, place.workspace)}/logs`
  const activity = useActivityUrl({ preset: LOGS_PRESET, nowMs })
  const [live, setLive] = useQueryState('live', parseAsString.withOptions({ history: 'push' }))
  const isLive = live === '1'
  const openRequest = useOpenRequest(path, withLive(toActivitySearch(activity.address), isLive))
  const list = useRef<HTMLDivElement>(null)
  const isFollowing = useFollowing(list) && openRequest.id === null
  const requests = useRequests(place, activity.query)
  const rows = useMemo(() => requests.data?.pages.flatMap((page) => page.rows) ?? [], [requests.data])
  const tail = useLiveTail({ place, activity, isOn: isLive, rows, isFollowing })
  const question = { ...place, ...activity.query, asOfMs: tail.asOfMs }
  const sum = useQuery(trpc.logs.sum.queryOptions(question, { placeholderData: keepPreviousData }))
  const histogram = useQuery(trpc.logs.histogram.queryOptions(question, { placeholderData: keepPreviousData }))
  return (
    <>
      <PageHeader title="Logs">
        <LiveToggle isOn={isLive} onChange={(isOn) => void setLive(isOn ? '1' : null)} isPaused={!isFollowing} />
        <ExportDialog path={path} activity={activity} sum={sum.isPlaceholderData ? undefined : sum.data} />
        <ShortcutsDialog />
      </PageHeader>
      {seesAll ? null : (
        <p className="mb-4 text-ink-2">Your own requests only: your role shows those made with your keys.</p>
      )}
      <div className="mb-4 flex flex-col gap-3">
        <RangePicker activity={activity} />
        <Filters place={place} activity={activity} onOpenRequest={openRequest.open} />
        <Notices notices={sum.data?.notices ?? []} />
      </div>
      <div className="flex flex-col gap-4">
        <QueryPanel
          name="requests-over-time"
          title="Over time"
          query={{ ...histogram, isPlaceholderData: histogram.isPlaceholderData && !isLive } as typeof histogram}
          skeleton={<div aria-hidden="true" className="skeleton h-24 w-full" />}
        >
          {({ points }) => (
            <Histogram
              points={points}
              timeZone={activity.range.timeZone}
              onZoom={(range) => activity.setInstants(range)}
            />
          )}
        </QueryPanel>
        <RequestsPanel
          place={place}
          activity={activity}
          requests={requests}
          tail={tail}
          sum={sum.data}
          openRequest={openRequest}
          list={list}
        />
      </div>
      <RequestSheet place={place} timeZone={activity.range.timeZone} openRequest={openRequest} />
    </>
  )
}

const withLive = (search: string, isLive: boolean): string =>
  isLive ? `${search}${search === '' ? '?' : '&'}live=1` : search

type FiltersProps = { place: Place; activity: ActivityUrl; onOpenRequest: (requestId: string) => void }

/** Names of keys and people are needed as soon as a chip shows one; the rest only when the field is reached. */
function Filters({ place, activity, onOpenRequest }: FiltersProps) {
  const trpc = useTRPC()
  const [wasReached, setWasReached] = useState(false)
  const hasNames = activity.address.key.length + activity.address.member.length > 0
  const { data } = useQuery(
    trpc.logs.listFilterValues.queryOptions(
      { ...place, ...activity.query },
      { enabled: wasReached || hasNames, placeholderData: keepPreviousData },
    ),
  )
  return (
    <FilterBar
      activity={activity}
      known={data ?? []}
      onFocus={() => setWasReached(true)}
      onOpenRequest={onOpenRequest}
    />
  )
}

function Notices({ notices }: { notices: readonly string[] }) {
  return notices.map((notice) => (
    <p key={notice} role="status" className="text-caution text-data">
      <span aria-hidden="true">▲ </span>
      {notice}
    </p>
  ))
}
