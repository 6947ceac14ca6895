import { findLatestGenerationOfKey } from '@turnpike/activity/store/first-requests'
import { z } from 'zod'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { requireVisibleKey } from '@/server/keys/visible-keys.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** The newest request of a key, or null while there is none. */
export const getFirstRequest = workspaceProcedure('usage:read-own')
  .input(z.object({ keyId: keyIdSchema }))
  .query(async ({ ctx, input }) => {
    const { deps, access } = ctx
    const key = await requireVisibleKey(deps.database, access, input.keyId)
    const found = await findLatestGenerationOfKey(
      deps.database,
      access.organization.id,
      key.id,
      key.createdAt.getTime() - CLOCK_DIFFERENCE_MS,
    )
    if (!found) return null
    const { id, status, outcome, errorCode, errorMessage, totalMs, costNanoUsd, providerName, requestedModel } = found
    return { id, status, outcome, errorCode, errorMessage, totalMs, costNanoUsd, providerName, requestedModel }
  })

/** A gateway's clock may be behind ours. */
const CLOCK_DIFFERENCE_MS = 60_000
