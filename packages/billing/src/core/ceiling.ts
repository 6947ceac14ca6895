/** What bounds a request's cost from above: the balance, and every live budget over it. */
import type { NanoUsd } from '@turnpike/kernel/money'
import type { BudgetPeriod, BudgetScope } from './budget.ts'

/** The wire's name of a limit, as in `limit_source` of a 402. */
export type LimitSource =
  | 'balance'
  | 'organization_budget'
  | 'workspace_budget'
  | 'member_budget'
  | 'key_limit'
  | 'end_user_budget'

export const LIMIT_SOURCE_OF_SCOPE: Record<BudgetScope, LimitSource> = {
  organization: 'organization_budget',
  workspace: 'workspace_budget',
  member: 'member_budget',
  key: 'key_limit',
  end_user: 'end_user_budget',
}

export type Ceiling = {
  limitSource: LimitSource
  /** The organization for a balance, else the budget's scope id. */
  scopeId: string
  /** Null for a balance. */
  period: BudgetPeriod | null
  limit: NanoUsd
  used: NanoUsd
  /** Held by requests that are running right now. */
  reserved: NanoUsd
  /** limit − used − reserved, and never below zero: a limit may have been lowered below what was used. */
  free: NanoUsd
  /** When `used` starts again at zero; null when it never does. */
  resetsAt: Date | null
}

/** The ceiling with the least room; the first of equals. Null when there is none. */
export const lowestCeiling = (ceilings: readonly Ceiling[]): Ceiling | null =>
  ceilings.reduce<Ceiling | null>(
    (lowest, ceiling) => (lowest === null || ceiling.free < lowest.free ? ceiling : lowest),
    null,
  )
