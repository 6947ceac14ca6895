import { workspaceProcedure } from '@/server/trpc.ts'
import { latencyInputSchema, readLatency } from '@/server/usage/read-latency.ts'

/** How long requests of a workspace took. */
export const getLatency = workspaceProcedure('usage:read-totals')
  .input(latencyInputSchema)
  .query(({ ctx, input }) => readLatency(ctx.deps, ctx.access, input))
