import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { ActivityFilters } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import { generationCondition } from './generation-predicate.ts'

/** Durations that occurred, not interpolated ones; `null` when no request ran. */
export type Latency = { requests: number; p50Ms: number | null; p95Ms: number | null }

/**
 * How long requests took from arrival to their last byte. Refused ones never ran and are left out. Percentiles cannot
 * be put together from sums, so this reads the rows.
 */
export async function measureLatency(
  queryable: Queryable,
  scope: ActivityScope,
  { range, filters }: { range: InstantRange; filters: ActivityFilters },
): Promise<Latency> {
  const [row] = await prisma(queryable).$queryRaw<{ requests: bigint; percentiles: number[] | null }[]>(sql`
    SELECT count(*) AS requests, percentile_disc(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY total_ms) AS percentiles
    FROM generation WHERE ${generationCondition(scope, range, filters)} AND outcome <> 'refused'`)
  const [p50Ms = null, p95Ms = null] = row?.percentiles ?? []
  return { requests: Number(row?.requests ?? 0n), p50Ms, p95Ms }
}
