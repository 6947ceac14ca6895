/** Budgets: a limit over a window of time, for one scope. Guarantee: spent + reserved never exceeds the limit. */
import type { NanoUsd } from '@turnpike/kernel/money'

export const BUDGET_SCOPES = ['organization', 'workspace', 'member', 'key', 'end_user'] as const
export type BudgetScope = (typeof BUDGET_SCOPES)[number]

export const BUDGET_PERIODS = ['day', 'week', 'month', 'lifetime'] as const
export type BudgetPeriod = (typeof BUDGET_PERIODS)[number]

export type Budget = {
  id: string
  organizationId: string
  scope: BudgetScope
  /** Organization, workspace, user or key id; for end users what `endUserScopeId` gives. */
  scopeId: string
  period: BudgetPeriod
  limit: NanoUsd
  createdAt: Date
}

/** Whose limits a request is under. */
export type SpendScopes = {
  organizationId: string
  workspaceId: string
  apiKeyId: string
  /** The key's owner; null for a system key of the workspace, which no member budget covers. */
  ownerUserId: string | null
  /** The name that the caller gave to its own end user, or null. */
  endUser: string | null
}

/** The same without a key: what bounds a workspace as a whole. */
export type CeilingScopes = Omit<SpendScopes, 'apiKeyId'> & { apiKeyId: string | null }

/** End users are named by the tenant, so the same name in two workspaces is two people. */
export const endUserScopeId = (workspaceId: string, endUser: string): string => `${workspaceId}/${endUser}`

/** The scopes as pairs, in the order in which equally tight limits are named. */
export function scopePairs(scopes: CeilingScopes): [scope: BudgetScope, scopeId: string][] {
  const pairs: [BudgetScope, string | null][] = [
    ['organization', scopes.organizationId],
    ['workspace', scopes.workspaceId],
    ['member', scopes.ownerUserId],
    ['key', scopes.apiKeyId],
    ['end_user', scopes.endUser === null ? null : endUserScopeId(scopes.workspaceId, scopes.endUser)],
  ]
  return pairs.filter((pair): pair is [BudgetScope, string] => pair[1] !== null)
}
