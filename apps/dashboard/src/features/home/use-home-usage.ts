'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ActivityQuery } from '@/components/activity-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { homeQuery } from './home-query.ts'

/** Figures of the range; the last ones stay while others are asked for. */
export const useHomeUsage = (place: Place, query: ActivityQuery) =>
  useQuery({
    ...useTRPC().home.getUsage.queryOptions({ ...place, ...homeQuery(query) }),
    placeholderData: keepPreviousData,
  })
export type HomeUsageQuery = ReturnType<typeof useHomeUsage>
export type HomeUsage = NonNullable<HomeUsageQuery['data']>

/** Percentiles are read from rows, which takes longer: they come by themselves. */
export const useHomeLatency = (place: Place, query: ActivityQuery) =>
  useQuery({
    ...useTRPC().analytics.getLatency.queryOptions({ ...place, ...homeQuery(query), isCompared: false }),
    placeholderData: keepPreviousData,
  })
export type LatencyQuery = ReturnType<typeof useHomeLatency>
