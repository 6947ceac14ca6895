import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { ActivityScope } from '../core/activity-scope.ts'
import type { GenerationOutcome } from '../core/generation-record.ts'
import { bucketStarts, chooseBucket, type TimeBucket } from '../core/time-buckets.ts'
import { generationCondition } from './generation-predicate.ts'
import type { GenerationSelection } from './list-generations.ts'

export type HistogramPoint = { startMs: number; endMs: number } & Record<GenerationOutcome, number>

const MAX_BARS = 120

/** Requests by outcome over time, for the bars above the list: every request of the selection is in one bar. */
export async function logsHistogram(
  queryable: Queryable,
  scope: ActivityScope,
  { range, filters, timeZone }: GenerationSelection & { timeZone: string },
): Promise<{ bucket: TimeBucket; points: HistogramPoint[] }> {
  const bucket = chooseBucket(range, null, MAX_BARS)
  const starts = bucketStarts(range, bucket, timeZone)
  const instants = starts.map((start) => new Date(start).toISOString())
  const counts = await prisma(queryable).$queryRaw<{ bar: number; outcome: GenerationOutcome; requests: bigint }[]>(sql`
    SELECT width_bucket(created_at, ${instants}::timestamptz[]) AS bar, outcome, count(*) AS requests
    FROM generation WHERE ${generationCondition(scope, range, filters)}
    GROUP BY 1, 2`)
  const points = starts.map((startMs, index) => ({
    startMs,
    endMs: starts[index + 1] ?? range.toMs,
    succeeded: 0,
    failed: 0,
    refused: 0,
    cancelled: 0,
  }))
  for (const { bar, outcome, requests } of counts) {
    const point = points[bar - 1]
    if (point) point[outcome] = Number(requests)
  }
  return { bucket, points }
}
