import { type KeySummary, keyState } from '@turnpike/identity/core/key-state'
import { listKeys } from '@turnpike/identity/store/keys'
import { findStarterModel } from '@/features/landing/price-list.ts'
import { currentCatalog } from '@/server/catalog/current-catalog.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

type KnownKey = Pick<KeySummary, 'id' | 'name' | 'prefix' | 'lastFour' | 'lastUsedAt'>

const toKnownKey = ({ id, name, prefix, lastFour, lastUsedAt }: KeySummary): KnownKey => ({
  id,
  name,
  prefix,
  lastFour,
  lastUsedAt,
})

/** What the first call takes: where to, which model, and which key of the viewer's own, whose secret is not part of it. */
export const getWelcome = workspaceProcedure('keys:create').query(async ({ ctx }) => {
  const { access, deps } = ctx
  const { organization, workspace, userId } = access
  const [catalog, keys] = await Promise.all([currentCatalog(), listKeys(deps.database, organization.id, workspace.id)])
  const nowMs = deps.clock.nowMs()
  const own = keys.filter((key) => key.ownerUserId === userId || key.createdByUserId === userId)
  const newest = own.find((key) => key.ownerUserId === userId && keyState(key, nowMs) === 'active')
  return {
    baseUrl: `${deps.environment.GATEWAY_URL}/api/v1`,
    model: (catalog && findStarterModel(catalog)) ?? null,
    /** False until the first key was made, on arrival. */
    hasHadKey: own.length > 0,
    key: newest ? toKnownKey(newest) : null,
  }
})
