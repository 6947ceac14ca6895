import { failure } from '@turnpike/contracts/errors/failure'
import { can } from '@turnpike/identity/core/permissions'
import { findKey } from '@turnpike/identity/store/keys'
import { findUser } from '@turnpike/identity/store/users'
import { z } from 'zod'
import { maySeeKey } from '@/server/keys/visible-keys.ts'
import { findVisibleRequest } from '@/server/logs/visible-requests.ts'
import { toTrpcError } from '@/server/to-trpc-error.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Everything that is kept of one request, with names for its key and its person. */
export const findRequest = workspaceProcedure('usage:read-own')
  .input(z.object({ requestId: z.string().min(1).max(64) }))
  .query(async ({ ctx: { deps, access }, input }) => {
    const found = await findVisibleRequest(deps.database, access, input.requestId)
    if (!found) throw toTrpcError(failure('not_found', 'There is no such request in this workspace.'))
    const { organizationId, ...request } = found
    const [key, person] = await Promise.all([
      findKey(deps.database, organizationId, found.apiKeyId),
      found.userId === null ? null : findUser(deps.database, found.userId),
    ])
    return {
      request,
      key: {
        id: found.apiKeyId,
        name: key?.name ?? found.apiKeyId,
        isRevoked: key === null || key.deletedAt !== null,
        isOpenable: key !== null && can(access.role, 'keys:read') && maySeeKey(access, key),
      },
      person: person ? (person.name ?? person.email) : null,
      baseUrl: `${deps.environment.GATEWAY_URL}/api/v1`,
      canBuyCredits: can(access.role, 'credits:buy'),
    }
  })
