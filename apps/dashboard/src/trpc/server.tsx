/** Server-side prefetching: the page asks, the browser finds the answers in its cache. */
import 'server-only'
import {
  dehydrate,
  type FetchInfiniteQueryOptions,
  type FetchQueryOptions,
  HydrationBoundary,
  type QueryKey,
} from '@tanstack/react-query'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { cache, type ReactNode } from 'react'
import { z } from 'zod'
import { createTrpcContext } from '@/server/create-trpc-context.ts'
import { appRouter } from '@/server/routers/app-router.ts'
import { createCallerFactory } from '@/server/trpc.ts'
import { makeQueryClient } from './query-client.ts'

export const getQueryClient = cache(makeQueryClient)

/** Options of queries, for `prefetch`. */
export const trpc = createTRPCOptionsProxy({ ctx: createTrpcContext, router: appRouter, queryClient: getQueryClient })

/** Calls procedures directly, for pages that show the answer in server HTML only. */
export const getCaller = cache(async () => createCallerFactory(appRouter)(await createTrpcContext()))

/** Any `queryOptions(…)` or `infiniteQueryOptions(…)` of `trpc`. */
type Prefetchable = { queryKey: QueryKey }

/** Starts queries and waits for them, so that the first figures are in the HTML. Failures are shown by the panels. */
export async function prefetch(...queries: readonly Prefetchable[]): Promise<void> {
  await Promise.all(queries.map(prefetchOne))
}

/** Each query has its own types, which differ in variance only; the cache takes all of them. */
const prefetchOne = (query: Prefetchable): Promise<void> =>
  isInfinite(query)
    ? getQueryClient().prefetchInfiniteQuery(query as unknown as FetchInfiniteQueryOptions)
    : getQueryClient().prefetchQuery(query as unknown as FetchQueryOptions)

const kindSchema = z.object({ type: z.literal('infinite') })
const isInfinite = (query: Prefetchable): boolean => kindSchema.safeParse(query.queryKey[1]).success

/** Around the feature that uses the prefetched queries. */
export function Hydrate({ children }: { children: ReactNode }) {
  return <HydrationBoundary state={dehydrate(getQueryClient())}>{children}</HydrationBoundary>
}
