import { prisma, type Sql, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { nanoUsd } from '@turnpike/kernel/money'
import type { ActivityFilters } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import { bucketStarts, chooseBucket, type TimeBucket } from '../core/time-buckets.ts'
import {
  type GroupSums,
  sumFigures,
  toPoints,
  toSeries,
  toUsageRows,
  type UsageReport,
} from '../core/to-usage-report.ts'
import type { UsageFigures, UsageGroup, UsageMetric } from '../core/usage-figures.ts'
import { usageFacts } from './usage-facts.ts'

export type UsageQuestion = {
  range: InstantRange
  /** For the comparison; `null` leaves it out. */
  previous: InstantRange | null
  /** IANA name, whose wall clock cuts the buckets. */
  timeZone: string
  metric: UsageMetric
  group: UsageGroup
  /** `null` picks one. A bucket that would give more than 400 points is replaced by a longer one. */
  bucket: TimeBucket | null
  filters: ActivityFilters
  /** Groups drawn one by one; the rest becomes one series. */
  maxSeries?: number | undefined
}

const DEFAULT_SERIES = 6
/** Rows of the table; what is beyond them is one more row, so the table always sums to the total. */
const MAX_ROWS = 500

const METRICS: Record<UsageMetric, Sql> = {
  spend: sql`cost_nano_usd`,
  requests: sql`requests`,
  tokens: sql`(input_tokens + output_tokens)`,
  errors: sql`errors`,
}

const figureSums = sql`
  sum(requests)::bigint AS requests, sum(errors)::bigint AS errors, sum(refused)::bigint AS refused,
  sum(input_tokens)::bigint AS "inputTokens", sum(output_tokens)::bigint AS "outputTokens",
  sum(reasoning_tokens)::bigint AS "reasoningTokens", sum(cached_input_tokens)::bigint AS "cachedInputTokens",
  sum(cost_nano_usd)::bigint AS "costNanoUsd", sum(total_ms_sum)::bigint AS "totalMsSum",
  sum(first_token_ms_sum)::bigint AS "firstTokenMsSum"`

type FiguresRow = { [Name in keyof UsageFigures]: bigint }
type ReportRow = FiguresRow & { group: string | null; point: number; value: bigint }

/** What was used, by group and over time: the Analytics page, and Home with a few rows. */
export async function queryUsage(
  queryable: Queryable,
  scope: ActivityScope,
  question: UsageQuestion,
): Promise<UsageReport> {
  const { range, previous, metric, filters } = question
  const bucket = chooseBucket(range, question.bucket)
  const starts = bucketStarts(range, bucket, question.timeZone)
  const { facts, source } = usageFacts(scope, { ...question, starts })
  const found = await readSums(queryable, facts, starts, metric, question.maxSeries ?? DEFAULT_SERIES)
  const rows = toUsageRows(found.filter((row) => row.point === 0).map(toGroupSums), metric)
  return {
    bucket,
    points: toPoints(starts, range),
    series: toSeries(
      found.filter((row) => row.point > 0),
      rows,
      starts.length,
    ),
    totals: sumFigures(rows),
    previousTotals: previous && (await sumUsage(queryable, scope, { range: previous, filters })),
    rows,
    source,
  }
}

/** The figures of a range alone. */
export const sumUsage = async (
  queryable: Queryable,
  scope: ActivityScope,
  question: { range: InstantRange; filters: ActivityFilters },
): Promise<UsageFigures> => sumFigures(await sumUsageByGroup(queryable, scope, { ...question, group: 'outcome' }))

/** The figures of every group, however many there are, in no order. */
export async function sumUsageByGroup(
  queryable: Queryable,
  scope: ActivityScope,
  { range, filters, group }: { range: InstantRange; filters: ActivityFilters; group: UsageGroup },
): Promise<GroupSums[]> {
  const { facts } = usageFacts(scope, { range, filters, group, starts: [range.fromMs] })
  const rows = await prisma(queryable).$queryRaw<(FiguresRow & { group: string })[]>(sql`
    WITH facts AS (${facts}) SELECT grp AS "group", ${figureSums} FROM facts GROUP BY grp`)
  return rows.map(toGroupSums)
}

/**
 * Rows of the table (point 0) and points of the series (point 1 …) in one statement, so that they are of the same
 * instant and agree. Postgres reads `facts` once for all three uses.
 */
function readSums(
  queryable: Queryable,
  facts: Sql,
  starts: readonly number[],
  metric: UsageMetric,
  maxSeries: number,
): Promise<ReportRow[]> {
  const instants = starts.map((start) => new Date(start).toISOString())
  const value = METRICS[metric]
  return prisma(queryable).$queryRaw<ReportRow[]>(sql`
    WITH facts AS MATERIALIZED (${facts}),
    ranked AS (SELECT grp, row_number() OVER (ORDER BY sum(${value}) DESC, grp COLLATE "C") AS rank FROM facts GROUP BY grp)
    SELECT CASE WHEN rank <= ${MAX_ROWS} THEN grp END AS "group", 0 AS point, 0::bigint AS value, ${figureSums}
    FROM facts JOIN ranked USING (grp) GROUP BY 1
    UNION ALL
    SELECT CASE WHEN rank <= ${maxSeries} THEN grp END, width_bucket(at, ${instants}::timestamptz[]), sum(${value})::bigint,
           0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    FROM facts JOIN ranked USING (grp) GROUP BY 1, 2`)
}

const toGroupSums = (row: FiguresRow & { group: string | null }): GroupSums => ({
  group: row.group,
  requests: row.requests,
  errors: row.errors,
  refused: row.refused,
  inputTokens: row.inputTokens,
  outputTokens: row.outputTokens,
  reasoningTokens: row.reasoningTokens,
  cachedInputTokens: row.cachedInputTokens,
  costNanoUsd: nanoUsd(row.costNanoUsd),
  totalMsSum: row.totalMsSum,
  firstTokenMsSum: row.firstTokenMsSum,
})
