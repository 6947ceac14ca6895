import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import type { ActivityFilters } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import type { GenerationSummary } from '../core/generation-record.ts'
import { generationCondition, instant } from './generation-predicate.ts'
import { type SummaryRow, summaryColumns, toSummary } from './generation-row.ts'

/** A place in a list that is ordered by (createdAt, id): it stays valid while rows are added. */
export type GenerationCursor = { createdAtMs: number; id: string }

export type GenerationSelection = { range: InstantRange; filters: ActivityFilters }

export type GenerationPage = GenerationSelection & {
  /** Rows beyond this one; `null` starts at the newest (or, for `newer`, at the oldest). */
  cursor: GenerationCursor | null
  /** `newer` walks from the cursor towards now. The rows of a page are newest first either way. */
  direction?: 'older' | 'newer' | undefined
  limit: number
}

/** One page. `nextCursor` leads further in the same direction and is `null` at the end. */
export async function listGenerations(
  queryable: Queryable,
  scope: ActivityScope,
  page: GenerationPage,
): Promise<{ rows: GenerationSummary[]; nextCursor: GenerationCursor | null }> {
  const isNewer = page.direction === 'newer'
  const condition = generationCondition(scope, page.range, page.filters)
  const order = isNewer ? sql`created_at ASC, id ASC` : sql`created_at DESC, id DESC`
  const found = await prisma(queryable).$queryRaw<SummaryRow[]>(sql`
    SELECT ${summaryColumns} FROM generation
    WHERE ${condition} AND ${page.cursor === null ? sql`true` : beyond(page.cursor, isNewer)}
    ORDER BY ${order} LIMIT ${page.limit + 1}`)
  const rows = found.slice(0, page.limit).map(toSummary)
  const last = found.length > page.limit ? rows.at(-1) : undefined
  return {
    rows: isNewer ? rows.reverse() : rows,
    nextCursor: last ? { createdAtMs: last.createdAtMs, id: last.id } : null,
  }
}

const beyond = ({ createdAtMs, id }: GenerationCursor, isNewer: boolean) =>
  isNewer
    ? sql`(created_at, id) > (${instant(createdAtMs)}, ${id})`
    : sql`(created_at, id) < (${instant(createdAtMs)}, ${id})`

/** How many requests a selection has and what they cost: the figures above the list and in the export dialog. */
export async function sumGenerations(
  queryable: Queryable,
  scope: ActivityScope,
  { range, filters }: GenerationSelection,
): Promise<{ requests: number; costNanoUsd: NanoUsd }> {
  const [sum] = await prisma(queryable).$queryRaw<{ requests: bigint; cost: bigint }[]>(sql`
    SELECT count(*) AS requests, coalesce(sum(cost_nano_usd), 0)::bigint AS cost FROM generation
    WHERE ${generationCondition(scope, range, filters)}`)
  return { requests: Number(sum?.requests ?? 0n), costNanoUsd: nanoUsd(sum?.cost ?? 0n) }
}
