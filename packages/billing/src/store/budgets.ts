/**
 * Budgets of every scope; a key's limit is a budget of scope `key`. A budget counts what is held and spent from the
 * moment it exists. Changing a limit keeps what the window has counted, and a limit below it refuses until the reset.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { invariant } from '@turnpike/kernel/invariant'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import type { Budget, BudgetPeriod, BudgetScope } from '../core/budget.ts'
import type { Ceiling } from '../core/ceiling.ts'
import { toCeiling, toPeriod, toScope } from './to-ceiling.ts'
import { lockWallet } from './wallet.ts'

export type BudgetView = Budget & { ceiling: Ceiling }

export type BudgetTarget = {
  /** The id if it is new; an existing budget of the scope and period keeps its own. */
  budgetId: string
  scope: BudgetScope
  scopeId: string
}

export type BudgetTerms = { period: BudgetPeriod; limit: NanoUsd }

type BudgetRow = {
  id: string
  organization_id: string
  scope: string
  scope_id: string
  period: string
  limit_nano_usd: bigint
  created_at: Date
}

/** Sets the limit of a scope for a period. Call it in a transaction: edits and holds take turns on the wallet's lock. */
export async function setBudget(
  transaction: Queryable,
  organizationId: string,
  budget: BudgetTarget & BudgetTerms,
): Promise<Budget> {
  invariant(budget.limit >= 0n, 'a budget is not negative')
  await lockWallet(transaction, organizationId)
  const [row] = await prisma(transaction).$queryRaw<BudgetRow[]>(sql`
    INSERT INTO budget (id, organization_id, scope, scope_id, period, limit_nano_usd)
    VALUES (${budget.budgetId}, ${organizationId}, ${budget.scope}, ${budget.scopeId}, ${budget.period}, ${budget.limit})
    ON CONFLICT (organization_id, scope, scope_id, period) WHERE deleted_at IS NULL
      DO UPDATE SET limit_nano_usd = excluded.limit_nano_usd
    RETURNING *`)
  invariant(row !== undefined, 'setting a budget gives a row')
  await notify(transaction, { topic: 'budget_changed', organizationId })
  return toBudget(row)
}

/** Gives a scope exactly this one budget, or none: what a key's limit is. Call it in a transaction. */
export async function setOnlyBudget(
  transaction: Queryable,
  organizationId: string,
  target: BudgetTarget,
  terms: BudgetTerms | null,
): Promise<void> {
  await lockWallet(transaction, organizationId)
  await prisma(transaction).$executeRaw(sql`
    UPDATE budget SET deleted_at = now()
    WHERE organization_id = ${organizationId} AND scope = ${target.scope} AND scope_id = ${target.scopeId}
      AND deleted_at IS NULL AND period IS DISTINCT FROM ${terms?.period ?? null}`)
  if (terms) await setBudget(transaction, organizationId, { ...target, ...terms })
  else await notify(transaction, { topic: 'budget_changed', organizationId })
}

/** False when there is no such live budget. Holds that are open under it end as they would have. */
export async function deleteBudget(transaction: Queryable, organizationId: string, budgetId: string): Promise<boolean> {
  const deleted = await prisma(transaction).budget.updateMany({
    where: { id: budgetId, organizationId, deletedAt: null },
    data: { deletedAt: new Date() },
  })
  if (deleted.count > 0) await notify(transaction, { topic: 'budget_changed', organizationId })
  return deleted.count > 0
}

export type BudgetFilter = { scope?: BudgetScope; scopeIds?: readonly string[] }

/** Live budgets with what their current window has used and reserved, oldest first. */
export async function listBudgets(
  database: Queryable,
  organizationId: string,
  filter: BudgetFilter = {},
): Promise<BudgetView[]> {
  type Row = BudgetRow & { spent: bigint; reserved: bigint; window_end: Date | null }
  const rows = await prisma(database).$queryRaw<Row[]>(sql`
    SELECT b.*, coalesce(w.spent, 0) AS spent, coalesce(w.reserved, 0) AS reserved, bounds.window_end
    FROM budget b
    CROSS JOIN LATERAL budget_window_bounds(b.period, clock_timestamp()) AS bounds
    LEFT JOIN budget_window w ON w.budget_id = b.id AND w.window_start = bounds.window_start
    WHERE b.organization_id = ${organizationId} AND b.deleted_at IS NULL
      AND (${filter.scope ?? null}::text IS NULL OR b.scope = ${filter.scope ?? null})
      AND (${filter.scopeIds === undefined} OR b.scope_id = ANY (${[...(filter.scopeIds ?? [])]}::text[]))
    ORDER BY b.created_at, b.id`)
  return rows.map((row) => ({
    ...toBudget(row),
    ceiling: toCeiling({
      ...row,
      used: row.spent,
      free: row.limit_nano_usd - row.spent - row.reserved,
      resets_at: row.window_end,
    }),
  }))
}

const toBudget = (row: BudgetRow): Budget => ({
  id: row.id,
  organizationId: row.organization_id,
  scope: toScope(row.scope),
  scopeId: row.scope_id,
  period: toPeriod(row.period),
  limit: nanoUsd(row.limit_nano_usd),
  createdAt: row.created_at,
})
