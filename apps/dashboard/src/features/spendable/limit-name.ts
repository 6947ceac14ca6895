/** What a limit is called, everywhere: "workspace budget". */
import type { BudgetPeriod } from '@turnpike/billing/core/budget'
import type { LimitSource } from '@turnpike/billing/core/ceiling'

export const LIMIT_NAMES: Record<LimitSource, string> = {
  balance: 'balance',
  organization_budget: 'organization budget',
  workspace_budget: 'workspace budget',
  member_budget: 'member budget',
  key_limit: 'key limit',
  end_user_budget: 'end-user budget',
}

const PERIOD_NAMES: Record<BudgetPeriod, string> = { day: 'daily', week: 'weekly', month: 'monthly', lifetime: 'total' }

/** In a list, where two budgets of one scope differ by their period: "Workspace budget, monthly". */
export function toListName(limit: { limitSource: LimitSource; period: BudgetPeriod | null }): string {
  const name = LIMIT_NAMES[limit.limitSource]
  const period = limit.period === null ? '' : `, ${PERIOD_NAMES[limit.period]}`
  return name.charAt(0).toUpperCase() + name.slice(1) + period
}
