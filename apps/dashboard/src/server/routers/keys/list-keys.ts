import { keyUsage, NO_KEY_USAGE } from '@turnpike/activity/store/key-usage'
import { listKeys as readKeys } from '@turnpike/identity/store/keys'
import { inheritedCeilings } from '@/server/keys/key-ceilings.ts'
import { readCeilingPool } from '@/server/keys/read-ceiling-pool.ts'
import { toDeciding, toKeyRow } from '@/server/keys/to-key-row.ts'
import { maySeeKey } from '@/server/keys/visible-keys.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** Every key that the viewer may see, revoked ones too, with what it has spent and can spend; the newest first. */
export const listKeys = workspaceProcedure('keys:read').query(async ({ ctx }) => {
  const { access, deps } = ctx
  const { organization, workspace } = access
  const nowMs = deps.clock.nowMs()
  const all = await readKeys(deps.database, organization.id, workspace.id)
  const keys = all.filter((key) => maySeeKey(access, key))
  const apiKeyIds = keys.map((key) => key.id)
  const [pool, usage] = await Promise.all([
    readCeilingPool(deps.database, access, keys),
    keyUsage(deps.database, organization.id, workspace.id, { apiKeyIds, nowMs }),
  ])
  return {
    keys: keys.map((key) => toKeyRow(key, { access, pool, usage: usage.get(key.id) ?? NO_KEY_USAGE, nowMs })),
    /** When this was read. */
    atMs: nowMs,
    /** Keys of other people that the viewer's role does not show. */
    hiddenCount: all.filter((key) => !maySeeKey(access, key) && key.deletedAt === null).length,
    /** What decides for a key without a limit of its own. */
    inherited: toDeciding(inheritedCeilings(access.userId, pool)),
  }
})
