import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from './app-router.ts'

/** What procedures give: `RouterOutputs['keys']['list']`. */
export type RouterOutputs = inferRouterOutputs<AppRouter>
