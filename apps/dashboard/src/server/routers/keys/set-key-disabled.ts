import { inTransaction } from '@turnpike/db/database'
import { setKeyDisabled as setDisabled } from '@turnpike/identity/use-cases/update-key'
import { z } from 'zod'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { toTarget } from '@/server/keys/key-target.ts'
import { requireChangeableKey } from '@/server/keys/visible-keys.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Stops a key, or lets it work again; gateways hear of it as soon as it is committed. */
export const setKeyDisabled = workspaceProcedure('keys:create')
  .input(z.object({ keyId: keyIdSchema, disabled: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const key = await requireChangeableKey(deps.database, access, input.keyId)
    await inTransaction(deps.database, async (transaction) =>
      valueOrThrow(await setDisabled(deps, transaction, { ...toTarget(ctx, key.id), disabled: input.disabled })),
    )
  })
