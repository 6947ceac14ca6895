import { type ActivityFilters, FILTER_NAMES } from '@turnpike/activity/core/activity-filters'
import { sumGenerations } from '@turnpike/activity/store/list-generations'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { limitToVisible } from '@/server/logs/visible-requests.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/**
 * Why a selection has no requests: the filter without which there would be most, and how many the range has without any
 * filter. `filter` is null when no single filter is to blame.
 */
export const explainNothingFound = workspaceProcedure('usage:read-own')
  .input(activityInputSchema)
  .query(async ({ ctx: { deps, access }, input }) => {
    const { scope, selection } = readLogsQuery(access, input, deps.clock.nowMs())
    const { range, filters } = selection
    const countWith = async (kept: ActivityFilters) =>
      (await sumGenerations(deps.database, scope, { range, filters: limitToVisible(access, kept) })).requests
    const names = [...FILTER_NAMES, 'q' as const].filter((name) => filters[name] !== undefined)
    const [inRange, ...counts] = await Promise.all([
      countWith({}),
      ...names.map(async (name) => ({ name, requests: await countWith({ ...filters, [name]: undefined }) })),
    ])
    const worst = counts.toSorted((first, other) => other.requests - first.requests)[0]
    return { inRange, filter: worst && worst.requests > 0 ? worst : null }
  })
