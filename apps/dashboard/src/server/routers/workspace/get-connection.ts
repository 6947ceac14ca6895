import { workspaceProcedure } from '@/server/trpc.ts'

/** What a client needs besides a key. */
export const getConnection = workspaceProcedure('spendable:read').query(({ ctx }) => ({
  baseUrl: `${ctx.deps.environment.GATEWAY_URL}/api/v1`,
}))
