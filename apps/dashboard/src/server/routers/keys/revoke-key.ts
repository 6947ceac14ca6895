import { inTransaction } from '@turnpike/db/database'
import { deleteKey } from '@turnpike/identity/use-cases/update-key'
import { z } from 'zod'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { toTarget } from '@/server/keys/key-target.ts'
import { requireChangeableKey } from '@/server/keys/visible-keys.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Ends a key for good. Its requests, receipts and history stay. */
export const revokeKey = workspaceProcedure('keys:create')
  .input(z.object({ keyId: keyIdSchema }))
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const key = await requireChangeableKey(deps.database, access, input.keyId)
    await inTransaction(deps.database, async (transaction) =>
      valueOrThrow(await deleteKey(deps, transaction, toTarget(ctx, key.id))),
    )
  })
