/**
 * Where sums over time come from. Whole quarters of an hour are read from `usage_rollup`, which is small; what a
 * range has beyond whole quarters at its edges is read from the rows, so the result equals the sum of the rows to the
 * nano-dollar. A question that the rollup cannot answer (which member, which provider was tried, a text) is answered
 * from the rows alone. One statement reads both, so both are of the same instant.
 */
import { emptySql, joinSql, type Sql, sql } from '@turnpike/db/client'
import { type ActivityFilters, splitStatuses } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import type { UsageGroup } from '../core/usage-figures.ts'
import { QUARTER_MS } from '../core/usage-rollup.ts'
import {
  countedModelSql,
  generationCondition,
  instant,
  scopeCondition,
  selectionConditions,
} from './generation-predicate.ts'

export type FactsQuestion = {
  range: InstantRange
  filters: ActivityFilters
  group: UsageGroup
  /** Instants that must not fall inside a quarter; the start of the range may. */
  starts: readonly number[]
}

export type FactsSource = 'rollup' | 'rows'

const ROW_GROUPS: Record<UsageGroup, Sql> = {
  model: countedModelSql,
  provider: sql`coalesce(provider_id, '')`,
  key: sql`api_key_id`,
  outcome: sql`outcome`,
  member: sql`coalesce(user_id, '')`,
  app: sql`coalesce(app_title, '')`,
  workspace: sql`workspace_id`,
}

const ROLLUP_GROUPS: Partial<Record<UsageGroup, Sql>> = {
  model: sql`model`,
  provider: sql`provider_id`,
  key: sql`api_key_id`,
  outcome: sql`outcome`,
  workspace: sql`workspace_id`,
}

/** A relation of (at, grp, requests, errors, …) that covers the question exactly once. */
export function usageFacts(scope: ActivityScope, question: FactsQuestion): { facts: Sql; source: FactsSource } {
  const { range, filters } = question
  const whole = wholeQuarters(range)
  if (whole === null || !isAnsweredByRollup(question))
    return { facts: rowFacts(scope, range, question), source: 'rows' }
  const edges = [
    { fromMs: range.fromMs, toMs: whole.fromMs },
    { fromMs: whole.toMs, toMs: range.toMs },
  ].filter((edge) => edge.fromMs < edge.toMs)
  const parts = [
    rollupFacts(scope, whole, filters, question.group),
    ...edges.map((edge) => rowFacts(scope, edge, question)),
  ]
  return { facts: joinSql(parts, ' UNION ALL '), source: 'rollup' }
}

function wholeQuarters({ fromMs, toMs }: InstantRange): InstantRange | null {
  const whole = {
    fromMs: Math.ceil(fromMs / QUARTER_MS) * QUARTER_MS,
    toMs: Math.floor(toMs / QUARTER_MS) * QUARTER_MS,
  }
  return whole.fromMs < whole.toMs ? whole : null
}

function isAnsweredByRollup({ filters, group, starts }: FactsQuestion): boolean {
  const { include = [], exclude = [] } = filters.status ?? {}
  const { codes, classes } = splitStatuses([...include, ...exclude])
  const isKnownToRollup = !filters.provider && !filters.member && !filters.app && filters.q === undefined
  return (
    isKnownToRollup &&
    ROLLUP_GROUPS[group] !== undefined &&
    codes.length + classes.length === 0 &&
    starts.slice(1).every((start) => start % QUARTER_MS === 0)
  )
}

function rollupFacts(scope: ActivityScope, range: InstantRange, filters: ActivityFilters, group: UsageGroup): Sql {
  const conditions = [
    scopeCondition(scope),
    sql`bucket_start >= ${instant(range.fromMs)} AND bucket_start < ${instant(range.toMs)}`,
    ...selectionConditions(filters.model, (values) => sql`model = ANY(${values}::text[])`),
    ...selectionConditions(filters.key, (values) => sql`api_key_id = ANY(${values}::text[])`),
    ...selectionConditions(filters.status, (values) => sql`outcome = ANY(${values}::text[])`),
  ]
  return sql`
    SELECT bucket_start AS at, ${ROLLUP_GROUPS[group] ?? emptySql} AS grp, requests,
           CASE outcome WHEN 'failed' THEN requests ELSE 0 END AS errors,
           CASE outcome WHEN 'refused' THEN requests ELSE 0 END AS refused,
           input_tokens, output_tokens, reasoning_tokens, cached_input_tokens, cost_nano_usd,
           total_ms_sum, first_token_ms_sum
    FROM usage_rollup WHERE ${joinSql(conditions, ' AND ')}`
}

const rowFacts = (scope: ActivityScope, range: InstantRange, { filters, group }: FactsQuestion): Sql => sql`
    SELECT created_at AS at, ${ROW_GROUPS[group]} AS grp, 1::bigint AS requests,
           (outcome = 'failed')::int::bigint AS errors, (outcome = 'refused')::int::bigint AS refused,
           coalesce(input_tokens, 0)::bigint AS input_tokens, coalesce(output_tokens, 0)::bigint AS output_tokens,
           coalesce(reasoning_tokens, 0)::bigint AS reasoning_tokens,
           coalesce(cached_input_tokens, 0)::bigint AS cached_input_tokens, cost_nano_usd,
           total_ms::bigint AS total_ms_sum, coalesce(first_token_ms, 0)::bigint AS first_token_ms_sum
    FROM generation WHERE ${generationCondition(scope, range, filters)}`
