/**
 * Which rows of `generation` a question is about: the one place that turns scope, range and filters into SQL, so that
 * a list, its sum, its chart and its export can never disagree.
 */
import { joinSql, type Sql, sql } from '@turnpike/db/client'
import { type ActivityFilters, type Selection, splitStatuses } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'

const DAY_MS = 86_400_000

export const instant = (instantMs: number): Sql => sql`${new Date(instantMs).toISOString()}::timestamptz`

/** Model under which a request counts. Also what sums group by. */
export const countedModelSql = sql`coalesce(served_model, requested_model)`

/** Rows of a tenant. Holds for `usage_rollup` too, which has the same two columns. */
export const scopeCondition = ({ organizationId, workspaceId }: ActivityScope): Sql =>
  workspaceId === null
    ? sql`organization_id = ${organizationId}`
    : sql`organization_id = ${organizationId} AND workspace_id = ${workspaceId}`

/** The partition follows from the id, whose time is within a day of `created_at`: so most partitions are left out. */
export const rangeCondition = ({ fromMs, toMs }: InstantRange): Sql => sql`
  created_at >= ${instant(fromMs)} AND created_at < ${instant(toMs)}
  AND day >= ${dayText(fromMs - DAY_MS)}::date AND day <= ${dayText(toMs + DAY_MS)}::date`

const dayText = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10)

export const generationCondition = (scope: ActivityScope, range: InstantRange, filters: ActivityFilters): Sql =>
  joinSql([scopeCondition(scope), rangeCondition(range), ...filterConditions(filters)], ' AND ')

function filterConditions(filters: ActivityFilters): Sql[] {
  return [
    ...selectionConditions(filters.model, (values) => sql`${countedModelSql} = ANY(${values}::text[])`),
    ...selectionConditions(
      filters.provider,
      (values) => sql`(coalesce(providers_tried && ${values}::text[], false)
                       OR coalesce(provider_id, '') = ANY(${values}::text[]))`,
    ),
    ...selectionConditions(filters.key, (values) => sql`api_key_id = ANY(${values}::text[])`),
    ...selectionConditions(filters.member, (values) => sql`coalesce(user_id, '') = ANY(${values}::text[])`),
    ...selectionConditions(filters.app, (values) => sql`coalesce(app_title, '') = ANY(${values}::text[])`),
    ...selectionConditions(filters.status, statusCondition),
    ...(filters.q === undefined ? [] : [textCondition(filters.q)]),
  ]
}

/** Conditions of one filter; `matches` is never NULL, so that its negation selects exactly the other rows. */
export function selectionConditions(selection: Selection | undefined, matches: (values: string[]) => Sql): Sql[] {
  if (!selection) return []
  const conditions: Sql[] = []
  if (selection.include.length > 0) conditions.push(matches(selection.include))
  if (selection.exclude.length > 0) conditions.push(sql`NOT (${matches(selection.exclude)})`)
  return conditions
}

function statusCondition(values: string[]): Sql {
  const { outcomes, codes, classes } = splitStatuses(values)
  return sql`(outcome = ANY(${outcomes}::text[]) OR status = ANY(${codes}::int[]) OR status / 100 = ANY(${classes}::int[]))`
}

/** Ids are compared whole; in texts the words are found anywhere, in any case. */
function textCondition(q: string): Sql {
  const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(
    id = ${q} OR upstream_id = ${q} OR client_session_id = ${q}
    OR concat_ws(' ', requested_model, served_model, provider_name, error_code, error_message, app_title, end_user)
       ILIKE ${pattern})`
}
