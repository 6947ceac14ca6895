'use client'
/**
 * Range, zone and filters of a page, which live in its address. Committing one pushes history, so that Back undoes it.
 *
 *     const activity = useActivityUrl({ preset: '24h', nowMs })
 *     useQuery(trpc.logs.sum.queryOptions({ ...place, ...activity.query }))
 *
 * On the server the same question comes from `toActivityQuery(parseActivityAddress(await searchParams), …)`.
 */
import { FILTER_NAMES, type FilterName } from '@turnpike/activity/core/activity-filters'
import { type RangePreset, type ResolvedRange, resolveRange } from '@turnpike/activity/core/resolve-range'
import { parseAsNativeArrayOf, parseAsString, useQueryStates } from 'nuqs'
import { useCallback, useMemo, useState } from 'react'
import { type ActivityAddress, type ActivityQuery, toActivityQuery } from './activity-address.ts'
import { useViewer } from './viewer-context.tsx'

const values = parseAsNativeArrayOf(parseAsString)
const PARSERS = {
  range: parseAsString,
  from: parseAsString,
  to: parseAsString,
  tz: parseAsString,
  model: values,
  provider: values,
  key: values,
  member: values,
  app: values,
  status: values,
  q: parseAsString,
}
const NO_FILTERS = { ...Object.fromEntries(FILTER_NAMES.map((name) => [name, null])), q: null }

export type ActivityUrl = {
  /** As it stands in the address. */
  address: ActivityAddress
  /** The question for procedures. */
  query: ActivityQuery
  /** What the words of the address mean at the page's clock. */
  range: ResolvedRange
  setPreset: (preset: RangePreset) => void
  /** Half-open instants instead of a preset. */
  setInstants: (range: { fromMs: number; toMs: number | null }) => void
  /** `null` returns to the viewer's own zone. */
  setTimeZone: (timeZone: string | null) => void
  /** All values of one filter; `!` before one excludes it; none removes the filter. */
  setFilter: (name: FilterName, values: string[]) => void
  /** A text to search for; an empty one removes the filter. */
  setText: (q: string) => void
  clearFilters: () => void
  /** Moves the page's clock to now: relative ranges then end now. */
  refresh: () => void
  /** Now, by the server's clock. */
  readNowMs: () => number
}

/** `nowMs` is the clock of the server when it rendered the page, so that both count from the same instant. */
export function useActivityUrl({ preset, nowMs }: { preset: RangePreset; nowMs: number }): ActivityUrl {
  const { timeZone } = useViewer()
  const clock = usePageClock(nowMs)
  const [address, setAddress] = useQueryStates(PARSERS, { history: 'push' })
  const query = useMemo(
    () => toActivityQuery(address, { preset, timeZone, nowMs: clock.asOfMs }),
    [address, preset, timeZone, clock.asOfMs],
  )
  const range = useMemo(
    () => resolveRange(query, { nowMs: clock.asOfMs, defaultPreset: preset, defaultTimeZone: timeZone }),
    [query, clock.asOfMs, preset, timeZone],
  )
  return {
    address,
    query,
    range,
    setPreset: (chosen) => {
      clock.refresh()
      void setAddress({ range: chosen === preset ? null : chosen, from: null, to: null })
    },
    setInstants: ({ fromMs, toMs }) => {
      clock.refresh()
      void setAddress({ range: null, from: toIso(fromMs), to: toMs === null ? null : toIso(toMs) })
    },
    setTimeZone: (chosen) => void setAddress({ tz: chosen === timeZone ? null : chosen }),
    setFilter: (name, chosen) => void setAddress({ [name]: chosen.length > 0 ? chosen : null }),
    setText: (q) => void setAddress({ q: q === '' ? null : q }),
    clearFilters: () => void setAddress(NO_FILTERS),
    refresh: clock.refresh,
    readNowMs: clock.readNowMs,
  }
}

const toIso = (instantMs: number): string => new Date(instantMs).toISOString()

/** The server's clock, moved on by time that passed here: a browser whose own clock is wrong does no harm. */
function usePageClock(nowMs: number) {
  const [asOfMs, setAsOfMs] = useState(nowMs)
  const [startedMs] = useState(() => performance.now())
  const readNowMs = useCallback(() => Math.round(nowMs + performance.now() - startedMs), [nowMs, startedMs])
  const refresh = useCallback(() => setAsOfMs(readNowMs()), [readNowMs])
  return { asOfMs, refresh, readNowMs }
}
