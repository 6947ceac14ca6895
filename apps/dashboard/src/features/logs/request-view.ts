import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@/server/routers/app-router.ts'

/** Everything the detail of a request shows. */
export type RequestView = inferRouterOutputs<AppRouter>['logs']['find']
export type StoredRequest = RequestView['request']
