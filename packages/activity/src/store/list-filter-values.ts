import { joinSql, prisma, type Sql, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type ActivityFilters, type FilterName, NO_FILTERS } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import { countedModelSql, generationCondition } from './generation-predicate.ts'

export type FilterValue = { name: FilterName; value: string; requests: number }

/** So many of the newest requests are looked through; a wider range is answered as fast. */
const MOST_ROWS = 20_000
const MOST_VALUES = 100

/** Each way to read values off a request. One request counts once for a value, and for each provider it tried. */
const READERS: readonly (readonly [FilterName, Sql])[] = [
  ['model', sql`SELECT ${countedModelSql} AS value FROM recent`],
  [
    'provider',
    sql`SELECT tried.value FROM recent CROSS JOIN LATERAL (
          SELECT unnest(coalesce(providers_tried, '{}')) AS value UNION SELECT provider_id) AS tried`,
  ],
  ['key', sql`SELECT api_key_id AS value FROM recent`],
  ['member', sql`SELECT user_id AS value FROM recent`],
  ['app', sql`SELECT app_title AS value FROM recent`],
  ['status', sql`SELECT outcome AS value FROM recent`],
  ['status', sql`SELECT status::text AS value FROM recent`],
]

/**
 * What the requests of a range can be filtered by, the most frequent first. `isComplete` is false when the range holds
 * more requests than were looked through; the counts are then of the newest ones.
 */
export async function listFilterValues(
  queryable: Queryable,
  scope: ActivityScope,
  { range, filters = NO_FILTERS }: { range: InstantRange; filters?: ActivityFilters },
): Promise<{ values: FilterValue[]; isComplete: boolean }> {
  const counted = READERS.map(
    ([name, values]) => sql`(
      SELECT ${name}::text AS name, value, count(*) AS requests FROM (${values}) AS read
      WHERE value <> '' GROUP BY value ORDER BY requests DESC, value LIMIT ${MOST_VALUES})`,
  )
  const rows = await prisma(queryable).$queryRaw<{ name: FilterName | 'all'; value: string; requests: bigint }[]>(sql`
    WITH recent AS MATERIALIZED (
      SELECT served_model, requested_model, providers_tried, provider_id, api_key_id, user_id, app_title, outcome, status
      FROM generation WHERE ${generationCondition(scope, range, filters)}
      ORDER BY created_at DESC, id DESC LIMIT ${MOST_ROWS})
    ${joinSql(counted, ' UNION ALL ')}
    UNION ALL SELECT 'all', '', count(*) FROM recent`)
  const values = rows.flatMap(({ name, value, requests }) =>
    name === 'all' ? [] : [{ name, value, requests: Number(requests) }],
  )
  return { values, isComplete: rows.every(({ name, requests }) => name !== 'all' || requests < BigInt(MOST_ROWS)) }
}
