import { sumGenerations } from '@turnpike/activity/store/list-generations'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Row count and sum of a selection, and what of its address was ignored. */
export const sumRequests = workspaceProcedure('usage:read-own')
  .input(activityInputSchema)
  .query(async ({ ctx: { deps, access }, input }) => {
    const { scope, selection, notices } = readLogsQuery(access, input, deps.clock.nowMs())
    return { ...(await sumGenerations(deps.database, scope, selection)), notices }
  })
