import { inTransaction } from '@turnpike/db/database'
import { setKeyExpiry as setExpiry } from '@turnpike/identity/use-cases/update-key'
import { z } from 'zod'
import { keyExpirySchema, toExpiresAt } from '@/features/keys/key-expiry.ts'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { toTarget } from '@/server/keys/key-target.ts'
import { requireChangeableKey } from '@/server/keys/visible-keys.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

export const setKeyExpiry = workspaceProcedure('keys:create')
  .input(z.object({ keyId: keyIdSchema, expiry: keyExpirySchema }))
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const key = await requireChangeableKey(deps.database, access, input.keyId)
    const expiresAt = toExpiresAt(input.expiry, deps.clock.nowMs())
    await inTransaction(deps.database, async (transaction) =>
      valueOrThrow(await setExpiry(deps, transaction, { ...toTarget(ctx, key.id), expiresAt })),
    )
  })
