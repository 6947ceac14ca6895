import { inTransaction } from '@turnpike/db/database'
import { createFirstKey } from '@turnpike/identity/use-cases/create-first-key'
import { toKeyIssueDeps } from '@/server/keys/key-issue-deps.ts'
import { toActor } from '@/server/keys/key-target.ts'
import { toIssuedView } from '@/server/keys/to-issued-view.ts'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

const NAME = 'First key'

/** The key that waits on arrival, made once for a person and workspace; null when there was one before. */
export const mintFirstKey = workspaceProcedure('keys:create').mutation(async ({ ctx }) => {
  const { deps } = ctx
  const issued = await inTransaction(deps.database, async (transaction) =>
    valueOrThrow(await createFirstKey(toKeyIssueDeps(deps), transaction, { ...toActor(ctx), name: NAME })),
  )
  return issued && toIssuedView(issued)
})
