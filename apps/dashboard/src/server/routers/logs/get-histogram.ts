import { logsHistogram } from '@turnpike/activity/store/logs-histogram'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Requests by outcome over time, in buckets of the zone that was asked for. */
export const getHistogram = workspaceProcedure('usage:read-own')
  .input(activityInputSchema)
  .query(({ ctx: { deps, access }, input }) => {
    const { scope, selection } = readLogsQuery(access, input, deps.clock.nowMs())
    return logsHistogram(deps.database, scope, { ...selection, timeZone: selection.range.timeZone })
  })
