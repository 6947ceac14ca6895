import { inTransaction } from '@turnpike/db/database'
import { z } from 'zod'
import { changeKeyLimit } from '@/server/keys/change-key-limit.ts'
import { keyIdSchema, keyLimitTermsSchema } from '@/server/keys/key-input.ts'
import { toTarget } from '@/server/keys/key-target.ts'
import { requireChangeableKey } from '@/server/keys/visible-keys.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** A key's own limit, or none: then what its workspace and owner may spend decides alone. */
export const setKeyLimit = workspaceProcedure('keys:create')
  .input(z.object({ keyId: keyIdSchema, limit: keyLimitTermsSchema }))
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const key = await requireChangeableKey(deps.database, access, input.keyId)
    await inTransaction(deps.database, (transaction) =>
      changeKeyLimit(deps, transaction, toTarget(ctx, key.id), input.limit),
    )
  })
