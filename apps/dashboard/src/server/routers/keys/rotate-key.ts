import { inTransaction } from '@turnpike/db/database'
import { rotateKey as replaceKey } from '@turnpike/identity/use-cases/rotate-key'
import { z } from 'zod'
import { OVERLAP_MS, OVERLAPS } from '@/features/keys/key-overlap.ts'
import { changeKeyLimit, readKeyLimit } from '@/server/keys/change-key-limit.ts'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { toKeyIssueDeps } from '@/server/keys/key-issue-deps.ts'
import { toTarget } from '@/server/keys/key-target.ts'
import { toIssuedView } from '@/server/keys/to-issued-view.ts'
import { requireChangeableKey } from '@/server/keys/visible-keys.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** A second secret with the same name, owner, expiry and limit; the old one keeps working for the overlap. */
export const rotateKey = workspaceProcedure('keys:create')
  .input(z.object({ keyId: keyIdSchema, overlap: z.enum(OVERLAPS) }))
  .mutation(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const old = await requireChangeableKey(deps.database, access, input.keyId)
    return await inTransaction(deps.database, async (transaction) => {
      const issued = valueOrThrow(
        await replaceKey(toKeyIssueDeps(deps), transaction, {
          ...toTarget(ctx, old.id),
          overlapMs: OVERLAP_MS[input.overlap],
        }),
      )
      const limit = await readKeyLimit(transaction, access.organization.id, old.id)
      await changeKeyLimit(deps, transaction, toTarget(ctx, issued.key.id), limit)
      return toIssuedView(issued)
    })
  })
