'use client'
/** The list in its panel: what is selected and its sum above, rows below. When reading on fails, the rows stay. */
import { Button } from '@turnpike/ui/controls/button'
import { Money } from '@turnpike/ui/figures/money'
import { Count } from '@turnpike/ui/figures/quantity'
import { Panel } from '@turnpike/ui/layout/panel'
import { type RefObject, useCallback } from 'react'
import type { ActivityUrl } from '@/components/use-activity-url.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { NothingFound } from './nothing-found.tsx'
import { RequestTable } from './request-table.tsx'
import type { LiveTail } from './use-live-tail.ts'
import type { OpenRequest } from './use-open-request.ts'
import type { useRequests } from './use-requests.ts'

export type RequestsPanelProps = {
  place: Place
  activity: ActivityUrl
  requests: ReturnType<typeof useRequests>
  tail: LiveTail
  sum: { requests: number; costNanoUsd: bigint } | undefined
  openRequest: OpenRequest
  list: RefObject<HTMLDivElement | null>
}

export function RequestsPanel({ place, activity, requests, tail, sum, openRequest, list }: RequestsPanelProps) {
  const { error, hasNextPage, isFetchingNextPage, fetchNextPage } = requests
  const isEmpty = tail.rows.length === 0
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !error) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, error, fetchNextPage])
  const problem = {
    message: error?.message ?? 'The requests could not be loaded.',
    ...(error?.data?.errorId ? { errorId: error.data.errorId } : {}),
    onRetry: () => void (isEmpty ? requests.refetch() : fetchNextPage()),
  }
  return (
    <div ref={list}>
      <Panel
        name="requests"
        title="Requests"
        state={stateOf(requests, isEmpty)}
        isRefreshing={requests.isPlaceholderData}
        action={sum ? <Selected {...sum} /> : null}
        empty={<NothingFound place={place} activity={activity} />}
        error={problem}
        skeleton={<RowsSkeleton />}
      >
        {error ? <ReadingOnFailed message={problem.message} onRetry={problem.onRetry} /> : null}
        <NewRequests tail={tail} />
        <div className="-mx-4">
          <RequestTable
            rows={tail.rows}
            rowCount={Math.max(sum?.requests ?? 0, tail.rows.length)}
            timeZone={activity.range.timeZone}
            openRequest={openRequest}
            freshIds={tail.freshIds}
            onNearEnd={readOn}
          />
        </div>
        <ListEnd hasMore={hasNextPage} isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />
      </Panel>
    </div>
  )
}

function stateOf(requests: RequestsPanelProps['requests'], isEmpty: boolean) {
  if (requests.data === undefined) return requests.isError ? 'error' : 'loading'
  return isEmpty ? 'empty' : 'ready'
}

/** What the filters select, all of it: the same figures as in the export. */
function Selected({ requests, costNanoUsd }: { requests: number; costNanoUsd: bigint }) {
  return (
    <p role="status" className="text-data text-ink-2">
      <Count count={requests} metric="requests" /> {requests === 1 ? 'row' : 'rows'} ·{' '}
      <Money amount={costNanoUsd} kind="total" metric="spend" />
    </p>
  )
}

function NewRequests({ tail }: { tail: LiveTail }) {
  if (tail.waiting === 0) return null
  const show = () => {
    tail.show()
    window.scrollTo({ top: 0 })
  }
  return (
    <div className="sticky top-24 z-20 flex h-0 justify-center">
      <Button size="small" variant="primary" onClick={show} className="shadow-overlay">
        <span aria-hidden="true">⌃</span> {tail.waiting} new {tail.waiting === 1 ? 'request' : 'requests'}
      </Button>
    </div>
  )
}

function ReadingOnFailed({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 rounded-control bg-danger-soft px-3 py-2">
      <span>
        <span aria-hidden="true">✕ </span>
        {message} The rows below are what was loaded before.
      </span>
      <Button size="small" onClick={onRetry}>
        Try again
      </Button>
    </div>
  )
}

function ListEnd({ hasMore, isLoading, onMore }: { hasMore: boolean; isLoading: boolean; onMore: () => void }) {
  if (!hasMore) return <p className="mt-3 text-ink-3 text-meta">These are all of them.</p>
  return (
    <Button size="small" className="mt-3" isPending={isLoading} onClick={onMore}>
      Older requests
    </Button>
  )
}

const SKELETON_ROWS = Array.from({ length: 12 }, (_, index) => index)

function RowsSkeleton() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-3 py-2">
      {SKELETON_ROWS.map((row) => (
        <div key={row} className="skeleton h-6 w-full" />
      ))}
    </div>
  )
}
