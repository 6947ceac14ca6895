'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { ActivityQuery } from '@/components/activity-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { firstPage, nextCursor } from './first-page.ts'

/** The pages of a selection that were read so far. While another selection loads, the old rows stay. */
export function useRequests(place: Place, query: ActivityQuery) {
  const trpc = useTRPC()
  const options = trpc.logs.list.infiniteQueryOptions(firstPage(place, query), {
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  })
  return useInfiniteQuery(options)
}
