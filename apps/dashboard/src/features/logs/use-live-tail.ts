'use client'
/**
 * New requests on top of a list. What is heard is a hint; the rows are then read with the viewer's own rights and the
 * filters of the page, at most once a second. While the list is scrolled, hovered or focused they wait behind a number,
 * so nothing moves under the reader. It stops after ten minutes without a sign of the reader.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ActivityUrl } from '@/components/use-activity-url.ts'
import { useLiveGenerations } from '@/components/use-live-generations.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import type { LogRow } from '@/server/logs/to-log-row.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { firstPage } from './first-page.ts'
import { mergeRows } from './merge-rows.ts'

const LEAST_PAUSE_MS = 1_000
/** While the server cannot push. */
const POLL_MS = 2_000

type LiveTailInput = {
  place: Place
  activity: ActivityUrl
  isOn: boolean
  /** The pages of the list. */
  rows: readonly LogRow[]
  /** Whether rows may be put on top right now. */
  isFollowing: boolean
}

export type LiveTail = {
  /** The pages with what came in since. */
  rows: LogRow[]
  /** Ids that came in live, for their tint. */
  freshIds: ReadonlySet<string>
  /** So many wait to be shown. */
  waiting: number
  /** Puts the waiting ones on top. */
  show: () => void
  /** The clock of sum and chart: moves on with every row that came in. */
  asOfMs: number
}

type Seen = { asOfMs: number; shown: LogRow[]; waiting: LogRow[]; freshIds: ReadonlySet<string> }

const NOTHING_SEEN: Seen = { asOfMs: 0, shown: [], waiting: [], freshIds: new Set() }

export function useLiveTail({ place, activity, isOn, rows, isFollowing }: LiveTailInput): LiveTail {
  const [seen, setSeen] = useSeen(JSON.stringify(activity.query))
  const known = useRef<readonly LogRow[]>(rows)
  useEffect(() => {
    known.current = mergeRows(mergeRows(rows, seen.shown).rows, seen.waiting).rows
  })
  const readNewest = useReadNewest(place, activity)
  const look = async () => {
    const asOfMs = activity.readNowMs()
    const { added, hasGap } = mergeRows(known.current, await readNewest())
    if (hasGap) return activity.refresh()
    if (added.length > 0)
      setSeen((before) => ({ ...before, asOfMs, waiting: mergeRows(before.waiting, added, 'anywhere').rows }))
  }
  useLook(place, isOn, look)

  const show = useCallback(() => setSeen(showWaiting), [setSeen])
  useEffect(() => {
    if (isFollowing && seen.waiting.length > 0) show()
  }, [isFollowing, seen, show])

  return {
    rows: useMemo(() => mergeRows(rows, seen.shown).rows, [rows, seen.shown]),
    freshIds: seen.freshIds,
    waiting: seen.waiting.length,
    show,
    asOfMs: Math.max(seen.asOfMs, activity.query.asOfMs),
  }
}

const showWaiting = (seen: Seen): Seen => ({
  ...seen,
  shown: mergeRows(seen.shown, seen.waiting, 'anywhere').rows,
  waiting: [],
  freshIds: new Set(seen.waiting.map(({ id }) => id)),
})

/** What came in belongs to one selection; another one starts with nothing. */
function useSeen(selection: string) {
  const [current, setCurrent] = useState(selection)
  const [seen, setSeen] = useState(NOTHING_SEEN)
  if (selection === current) return [seen, setSeen] as const
  setCurrent(selection)
  setSeen(NOTHING_SEEN)
  return [NOTHING_SEEN, setSeen] as const
}

/** Reads the newest page of the selection as of now. */
function useReadNewest(place: Place, activity: ActivityUrl): () => Promise<LogRow[]> {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  return useCallback(async () => {
    const input = firstPage(place, { ...activity.query, asOfMs: activity.readNowMs() })
    const page = await queryClient.fetchQuery(trpc.logs.list.queryOptions(input, { staleTime: 0, gcTime: 0 }))
    return page.rows
  }, [place, activity, trpc, queryClient])
}

/** Looks when something was heard, at most once a second, and every two seconds while nothing can be heard. */
function useLook(place: Place, isOn: boolean, look: () => Promise<void>): void {
  const lastMs = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const current = useRef(look)
  useEffect(() => {
    current.current = look
  })
  const request = useCallback(() => {
    if (timer.current !== undefined) return
    const pauseMs = Math.max(0, lastMs.current + LEAST_PAUSE_MS - performance.now())
    timer.current = setTimeout(() => {
      timer.current = undefined
      lastMs.current = performance.now()
      // A look that failed is made up for by the next one.
      current.current().catch(() => undefined)
    }, pauseMs)
  }, [])
  const state = useLiveGenerations(place, isOn, request)
  useEffect(() => {
    if (!isOn) return
    request()
    const poll = state === 'open' ? undefined : setInterval(request, POLL_MS)
    return () => {
      clearInterval(poll)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [isOn, state, request])
}
