import { organizationProcedure } from '@/server/trpc.ts'
import { latencyInputSchema, readLatency } from '@/server/usage/read-latency.ts'

/** How long requests of all workspaces took. */
export const getOrganizationLatency = organizationProcedure('usage:read-totals')
  .input(latencyInputSchema)
  .query(({ ctx, input }) => readLatency(ctx.deps, ctx.access, input))
