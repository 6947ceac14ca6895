import { keyUsage, NO_KEY_USAGE } from '@turnpike/activity/store/key-usage'
import { listAudit } from '@turnpike/identity/store/audit'
import { listKeys } from '@turnpike/identity/store/keys'
import { z } from 'zod'
import { toSpendable } from '@/features/spendable/to-spendable.ts'
import { ceilingsOf } from '@/server/keys/key-ceilings.ts'
import { keyIdSchema } from '@/server/keys/key-input.ts'
import { readCeilingPool } from '@/server/keys/read-ceiling-pool.ts'
import { toKeyRow } from '@/server/keys/to-key-row.ts'
import { toRelatedKeys } from '@/server/keys/to-related-keys.ts'
import { requireVisibleKey } from '@/server/keys/visible-keys.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

const LONGEST_HISTORY = 50

/** One key with its usage, everything that limits it (the lowest first), its rotations and its history. */
export const getKey = workspaceProcedure('keys:read')
  .input(z.object({ keyId: keyIdSchema }))
  .query(async ({ ctx, input }) => {
    const { access, deps } = ctx
    const { organization, workspace } = access
    const nowMs = deps.clock.nowMs()
    const key = await requireVisibleKey(deps.database, access, input.keyId)
    const target = { targetKind: 'key', targetId: key.id }
    const [pool, usageByKey, siblings, history] = await Promise.all([
      readCeilingPool(deps.database, access, [key]),
      keyUsage(deps.database, organization.id, workspace.id, { apiKeyIds: [key.id], nowMs }),
      listKeys(deps.database, organization.id, workspace.id),
      listAudit(deps.database, organization.id, { target, limit: LONGEST_HISTORY }),
    ])
    const usage = usageByKey.get(key.id) ?? NO_KEY_USAGE
    return {
      key: toKeyRow(key, { access, pool, usage, nowMs }),
      usage,
      atMs: nowMs,
      spendable: toSpendable(ceilingsOf(key, pool), access.role),
      ...toRelatedKeys(key, siblings, access, nowMs),
      history: history.map(({ id, action, actorName, before, after, createdAt }) => ({
        ...{ id, action, actorName, before, after, createdAt },
      })),
    }
  })
