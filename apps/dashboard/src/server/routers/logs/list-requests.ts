import { listGenerations } from '@turnpike/activity/store/list-generations'
import { z } from 'zod'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { readKeyLabels } from '@/server/logs/key-labels.ts'
import { readLogsQuery } from '@/server/logs/read-logs-query.ts'
import { toLogRow } from '@/server/logs/to-log-row.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

const PAGE_SIZE = 50

const cursorSchema = z.object({ createdAtMs: z.number().int(), id: z.string().max(64) })

/** A page of requests, newest first; `nextCursor` leads to older ones. */
export const listRequests = workspaceProcedure('usage:read-own')
  .input(activityInputSchema.extend({ cursor: cursorSchema.nullish() }))
  .query(async ({ ctx: { deps, access }, input }) => {
    const { scope, selection } = readLogsQuery(access, input, deps.clock.nowMs())
    const [page, keyLabelOf] = await Promise.all([
      listGenerations(deps.database, scope, { ...selection, cursor: input.cursor ?? null, limit: PAGE_SIZE }),
      readKeyLabels(deps.database, access),
    ])
    return { rows: page.rows.map((row) => toLogRow(row, keyLabelOf)), nextCursor: page.nextCursor }
  })
