import 'server-only'
import type { BudgetPeriod } from '@turnpike/billing/core/budget'
import { listBudgets, setOnlyBudget } from '@turnpike/billing/store/budgets'
import type { Queryable } from '@turnpike/db/database'
import { recordAudit } from '@turnpike/identity/store/audit'
import type { KeyTarget } from '@turnpike/identity/use-cases/update-key'
import type { JsonObject } from '@turnpike/kernel/json'
import { type NanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import type { Deps } from '@/server/deps.ts'

export type KeyLimitTerms = { period: BudgetPeriod; limit: NanoUsd }

/** The limit that a key has of its own, or null. */
export async function readKeyLimit(
  queryable: Queryable,
  organizationId: string,
  keyId: string,
): Promise<KeyLimitTerms | null> {
  const [budget] = await listBudgets(queryable, organizationId, { scope: 'key', scopeIds: [keyId] })
  return budget ? { period: budget.period, limit: budget.limit } : null
}

/** Gives a key exactly this limit, or none, and writes down the change. One transaction with what else is changed. */
export async function changeKeyLimit(
  deps: Pick<Deps, 'ids' | 'clock'>,
  transaction: Queryable,
  target: KeyTarget,
  terms: KeyLimitTerms | null,
): Promise<void> {
  const { organizationId, workspaceId, keyId, actorUserId, ipAddress } = target
  const before = await readKeyLimit(transaction, organizationId, keyId)
  if (isSame(before, terms)) return
  const budget = { budgetId: deps.ids.next('budget'), scope: 'key', scopeId: keyId } as const
  await setOnlyBudget(transaction, organizationId, budget, terms)
  await recordAudit(transaction, organizationId, {
    id: deps.ids.next('audit'),
    workspaceId,
    actorUserId,
    action: 'key.limit_changed',
    targetKind: 'key',
    targetId: keyId,
    before: toAudit(before),
    after: toAudit(terms),
    ipAddress,
    createdAtMs: deps.clock.nowMs(),
  })
}

const isSame = (first: KeyLimitTerms | null, second: KeyLimitTerms | null): boolean =>
  first?.period === second?.period && first?.limit === second?.limit

/** Money in the audit log is a decimal of US dollars. */
const toAudit = (terms: KeyLimitTerms | null): JsonObject | null =>
  terms && { limit: toUsdDecimal(terms.limit), period: terms.period }
