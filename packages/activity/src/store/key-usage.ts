import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import { usagePeriodStarts } from '../core/usage-periods.ts'
import { instant } from './generation-predicate.ts'

/** What a key has spent, ever and in the current UTC day, week (from Monday) and month. */
export type KeyUsage = { total: NanoUsd; day: NanoUsd; week: NanoUsd; month: NanoUsd; requests: bigint }

export const NO_KEY_USAGE: KeyUsage = {
  total: nanoUsd(0n),
  day: nanoUsd(0n),
  week: nanoUsd(0n),
  month: nanoUsd(0n),
  requests: 0n,
}

type UsageRow = { apiKeyId: string; total: bigint; day: bigint; week: bigint; month: bigint; requests: bigint }

/**
 * Usage of some keys of a workspace, or (`apiKeyIds: null`) of all of them. Keys without a request are not in the
 * map: read them as `NO_KEY_USAGE`. UTC periods start at whole quarters, so the rollup is exact for them.
 */
export async function keyUsage(
  queryable: Queryable,
  organizationId: string,
  workspaceId: string,
  { apiKeyIds, nowMs }: { apiKeyIds: readonly string[] | null; nowMs: number },
): Promise<Map<string, KeyUsage>> {
  const starts = usagePeriodStarts(nowMs)
  const spentSince = (startMs: number) =>
    sql`coalesce(sum(cost_nano_usd) FILTER (WHERE bucket_start >= ${instant(startMs)}), 0)::bigint`
  const ofKeys = apiKeyIds === null ? sql`true` : sql`api_key_id = ANY(${[...apiKeyIds]}::text[])`
  const rows = await prisma(queryable).$queryRaw<UsageRow[]>(sql`
    SELECT api_key_id AS "apiKeyId", sum(cost_nano_usd)::bigint AS total, sum(requests)::bigint AS requests,
           ${spentSince(starts.dayMs)} AS day, ${spentSince(starts.weekMs)} AS week, ${spentSince(starts.monthMs)} AS month
    FROM usage_rollup
    WHERE organization_id = ${organizationId} AND workspace_id = ${workspaceId} AND ${ofKeys}
    GROUP BY api_key_id`)
  return new Map(
    rows.map(({ apiKeyId, requests, total, day, week, month }) => [
      apiKeyId,
      { total: nanoUsd(total), day: nanoUsd(day), week: nanoUsd(week), month: nanoUsd(month), requests },
    ]),
  )
}
