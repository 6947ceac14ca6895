/**
 * What needs somebody: limits that refuse requests or will, keys that end. Guarantees: only what is true now, only what
 * this viewer can look into, the most urgent first, never more than five.
 */
import type { BudgetPeriod } from '@turnpike/billing/core/budget'
import type { LimitSource } from '@turnpike/billing/core/ceiling'
import type { NanoUsd } from '@turnpike/kernel/money'
import { nanoUsd } from '@turnpike/kernel/money'

export const MOST_NEEDS = 5
const DAY_MS = 86_400_000
/** A key is named so long before it ends. */
export const EXPIRY_NOTICE_MS = 7 * DAY_MS
/** Credit that lasts so many days or fewer is named. */
const SHORT_RUNWAY_DAYS = 3n
/** A budget is named from this share of its limit on, by what its window will have used. */
const NOTEWORTHY = { part: 3n, of: 4n }

export type BudgetFacts = {
  limitSource: LimitSource
  scopeId: string
  period: BudgetPeriod
  limit: NanoUsd
  used: NanoUsd
  reserved: NanoUsd
  resetsAtMs: number | null
}

/** What was spent under a limit in the last `overMs`; null with too little history to tell a pace. */
export type Pace = { spent: NanoUsd; overMs: number } | null

export type NeedsFacts = {
  nowMs: number
  /** Null for whom the balance is not shown. */
  balance: { available: NanoUsd; credited: NanoUsd; runwayDays: bigint | null } | null
  /** Of the organization and the workspace. */
  budgets: readonly (BudgetFacts & { pace: Pace })[]
  /** Active ones that the viewer may see. */
  keys: readonly { id: string; name: string; expiresAtMs: number | null; limits: readonly BudgetFacts[] }[]
}

export type Need = { id: string; harmAtMs: number } & (
  | { kind: 'credit-used-up' }
  | { kind: 'credit-runs-out'; days: bigint; available: NanoUsd }
  | { kind: 'budget-used-up'; budget: BudgetFacts }
  | { kind: 'budget-pace'; budget: BudgetFacts; projected: NanoUsd }
  | { kind: 'key-at-limit'; keyId: string; name: string; budget: BudgetFacts }
  | { kind: 'key-expires'; keyId: string; name: string; expiresAtMs: number }
)

export function toNeeds(facts: NeedsFacts): Need[] {
  const needs = [
    ...creditNeeds(facts),
    ...facts.budgets.flatMap((budget) => budgetNeeds(budget, facts.nowMs)),
    ...facts.keys.flatMap((key) => keyNeeds(key, facts.nowMs)),
  ]
  return needs.toSorted((first, second) => first.harmAtMs - second.harmAtMs).slice(0, MOST_NEEDS)
}

function creditNeeds({ balance, nowMs }: NeedsFacts): Need[] {
  // An organization that never had credit has not run out of it.
  if (balance === null || balance.credited <= 0n) return []
  if (balance.available <= 0n) return [{ id: 'credit', harmAtMs: nowMs, kind: 'credit-used-up' }]
  const days = balance.runwayDays
  if (days === null || days > SHORT_RUNWAY_DAYS) return []
  const harmAtMs = nowMs + Number(days) * DAY_MS
  return [{ id: 'credit', harmAtMs, kind: 'credit-runs-out', days, available: balance.available }]
}

const budgetId = ({ limitSource, scopeId, period }: BudgetFacts): string => `${limitSource} ${scopeId} ${period}`

function budgetNeeds({ pace, ...budget }: BudgetFacts & { pace: Pace }, nowMs: number): Need[] {
  const id = budgetId(budget)
  if (isUsedUp(budget)) return [{ id, harmAtMs: nowMs, kind: 'budget-used-up', budget }]
  const { used, limit, resetsAtMs } = budget
  if (pace === null || pace.spent <= 0n || resetsAtMs === null) return []
  const projected = nanoUsd(used + (pace.spent * BigInt(Math.max(0, resetsAtMs - nowMs))) / BigInt(pace.overMs))
  if (projected * NOTEWORTHY.of < limit * NOTEWORTHY.part) return []
  const untilLimitMs = Number(((limit - used) * BigInt(pace.overMs)) / pace.spent)
  const harmAtMs = projected > limit ? nowMs + untilLimitMs : resetsAtMs
  return [{ id, harmAtMs, kind: 'budget-pace', budget, projected }]
}

const isUsedUp = ({ limit, used, reserved }: BudgetFacts): boolean => used + reserved >= limit

function keyNeeds({ id: keyId, name, expiresAtMs, limits }: NeedsFacts['keys'][number], nowMs: number): Need[] {
  const atLimit = limits
    .filter(isUsedUp)
    .map((budget): Need => ({ id: budgetId(budget), harmAtMs: nowMs, kind: 'key-at-limit', keyId, name, budget }))
  if (expiresAtMs === null || expiresAtMs - nowMs > EXPIRY_NOTICE_MS) return atLimit
  return [...atLimit, { id: `expiry ${keyId}`, harmAtMs: expiresAtMs, kind: 'key-expires', keyId, name, expiresAtMs }]
}
