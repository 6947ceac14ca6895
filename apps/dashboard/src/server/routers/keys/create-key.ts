import { inTransaction } from '@turnpike/db/database'
import { createKey as issueKey } from '@turnpike/identity/use-cases/create-key'
import { z } from 'zod'
import { keyExpirySchema, toExpiresAt } from '@/features/keys/key-expiry.ts'
import { changeKeyLimit } from '@/server/keys/change-key-limit.ts'
import { keyLimitTermsSchema, keyNameSchema } from '@/server/keys/key-input.ts'
import { toKeyIssueDeps } from '@/server/keys/key-issue-deps.ts'
import { toActor, toTarget } from '@/server/keys/key-target.ts'
import { toIssuedView } from '@/server/keys/to-issued-view.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** A key of the viewer's own with its limit and its trace in the audit log, all of it or nothing. */
export const createKey = workspaceProcedure('keys:create')
  .input(
    z.object({
      name: keyNameSchema,
      limit: keyLimitTermsSchema.default(null),
      expiry: keyExpirySchema.default({ kind: 'never' }),
    }),
  )
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const expiresAt = toExpiresAt(input.expiry, deps.clock.nowMs())
    return await inTransaction(deps.database, async (transaction) => {
      const issued = valueOrThrow(
        await issueKey(toKeyIssueDeps(deps), transaction, {
          ...toActor(ctx),
          name: input.name,
          expiresAt,
          ownerUserId: access.userId,
        }),
      )
      await changeKeyLimit(deps, transaction, toTarget(ctx, issued.key.id), input.limit)
      return toIssuedView(issued)
    })
  })
