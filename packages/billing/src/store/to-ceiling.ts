/** Rows of `live_budget_windows` and the balance → ceilings. */
import { invariant } from '@turnpike/kernel/invariant'
import { maxUsd, nanoUsd, ZERO_USD } from '@turnpike/kernel/money'
import { BUDGET_PERIODS, BUDGET_SCOPES, type BudgetPeriod, type BudgetScope } from '../core/budget.ts'
import { type Ceiling, LIMIT_SOURCE_OF_SCOPE, type LimitSource } from '../core/ceiling.ts'

export type CeilingRow = {
  /** 'balance' or a budget's scope. */
  scope: string
  scope_id: string
  period: string | null
  limit_nano_usd: bigint
  used: bigint
  reserved: bigint
  free: bigint
  resets_at: Date | null
}

export const toCeiling = (row: CeilingRow): Ceiling => ({
  limitSource: toLimitSource(row.scope),
  scopeId: row.scope_id,
  period: row.period === null ? null : toPeriod(row.period),
  limit: nanoUsd(row.limit_nano_usd),
  used: nanoUsd(row.used),
  reserved: nanoUsd(row.reserved),
  free: maxUsd(nanoUsd(row.free), ZERO_USD),
  resetsAt: row.resets_at,
})

const toLimitSource = (scope: string): LimitSource =>
  scope === 'balance' ? 'balance' : LIMIT_SOURCE_OF_SCOPE[toScope(scope)]

export function toScope(text: string): BudgetScope {
  const scope = BUDGET_SCOPES.find((known) => known === text)
  invariant(scope !== undefined, `unknown budget scope ${text}`)
  return scope
}

export function toPeriod(text: string): BudgetPeriod {
  const period = BUDGET_PERIODS.find((known) => known === text)
  invariant(period !== undefined, `unknown budget period ${text}`)
  return period
}
