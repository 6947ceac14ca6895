import { sumUsage } from '@turnpike/activity/store/query-usage'
import type { Ceiling } from '@turnpike/billing/core/ceiling'
import { PACE_DAYS, toRunway } from '@turnpike/billing/core/spend-pace'
import { listBudgets } from '@turnpike/billing/store/budgets'
import { readCeilings } from '@turnpike/billing/store/read-ceilings'
import { readSpendPace } from '@turnpike/billing/store/read-spend-pace'
import { readWallet } from '@turnpike/billing/store/read-wallet'
import type { WorkspaceAccess } from '@turnpike/identity/core/access'
import { keyState } from '@turnpike/identity/core/key-state'
import { can } from '@turnpike/identity/core/permissions'
import { listKeys } from '@turnpike/identity/store/keys'
import { listWorkspaces } from '@turnpike/identity/store/workspaces'
import { type BudgetFacts, type NeedsFacts, type Pace, toNeeds } from '@/features/home/to-needs.ts'
import type { Deps } from '@/server/deps.ts'
import { maySeeKey } from '@/server/keys/visible-keys.ts'
import { workspaceProcedure } from '@/server/trpc.ts'

/** What needs this viewer in this workspace now, the most urgent first. */
export const listNeeds = workspaceProcedure('spendable:read').query(async ({ ctx: { deps, access } }) => {
  const nowMs = deps.clock.nowMs()
  const [balance, budgets, keys] = await Promise.all([
    can(access.role, 'balance:read') ? readBalance(deps, access, nowMs) : null,
    can(access.role, 'limits:read') ? readBudgets(deps, access, nowMs) : [],
    can(access.role, 'keys:read') ? readKeys(deps, access, nowMs) : [],
  ])
  return { needs: toNeeds({ nowMs, balance, budgets, keys }), nowMs, mayBuy: can(access.role, 'credits:buy') }
})

async function readBalance({ database }: Deps, { organization }: WorkspaceAccess, nowMs: number) {
  const [wallet, pace] = await Promise.all([
    readWallet(database, organization.id),
    readSpendPace(database, organization.id, new Date(nowMs)),
  ])
  return {
    available: wallet.available,
    credited: wallet.credited,
    runwayDays: toRunway(wallet.available, pace)?.days ?? null,
  }
}

async function readBudgets(
  { database }: Deps,
  { organization, workspace }: WorkspaceAccess,
  nowMs: number,
): Promise<NeedsFacts['budgets']> {
  const ceilings = await readCeilings(database, {
    organizationId: organization.id,
    workspaceId: workspace.id,
    apiKeyId: null,
    ownerUserId: null,
    endUser: null,
  })
  const budgets = ceilings.flatMap((ceiling) => toBudgetFacts(ceiling) ?? [])
  if (budgets.length === 0) return []
  const workspaces = await listWorkspaces(database, organization.id)
  const paceOf = async (workspaceId: string | null): Promise<Pace> => {
    const firsts = workspaces
      .filter((each) => workspaceId === null || each.workspaceId === workspaceId)
      .flatMap(({ firstRequestAt }) => firstRequestAt?.getTime() ?? [])
    const overMs = Math.min(PACE_MS, nowMs - Math.min(...firsts))
    if (firsts.length === 0 || overMs < LEAST_HISTORY_MS) return null
    const range = { fromMs: nowMs - overMs, toMs: nowMs }
    const { costNanoUsd } = await sumUsage(
      database,
      { organizationId: organization.id, workspaceId },
      { range, filters: {} },
    )
    return { spent: costNanoUsd, overMs }
  }
  const [ofOrganization, ofWorkspace] = await Promise.all([paceOf(null), paceOf(workspace.id)])
  return budgets.map((budget) => ({
    ...budget,
    pace: budget.limitSource === 'workspace_budget' ? ofWorkspace : ofOrganization,
  }))
}

const DAY_MS = 86_400_000
const PACE_MS = PACE_DAYS * DAY_MS
/** Less says nothing about a pace. */
const LEAST_HISTORY_MS = 3 * DAY_MS

async function readKeys({ database }: Deps, access: WorkspaceAccess, nowMs: number): Promise<NeedsFacts['keys']> {
  const all = await listKeys(database, access.organization.id, access.workspace.id)
  const keys = all.filter((key) => maySeeKey(access, key) && keyState(key, nowMs) === 'active')
  const scopeIds = keys.map(({ id }) => id)
  const limits = await listBudgets(database, access.organization.id, { scope: 'key', scopeIds })
  return keys.map(({ id, name, expiresAt }) => ({
    id,
    name,
    expiresAtMs: expiresAt?.getTime() ?? null,
    limits: limits.filter(({ scopeId }) => scopeId === id).flatMap(({ ceiling }) => toBudgetFacts(ceiling) ?? []),
  }))
}

/** Nothing for the balance, which is no budget. */
function toBudgetFacts({ period, resetsAt, limitSource, scopeId, limit, used, reserved }: Ceiling): BudgetFacts | null {
  if (period === null) return null
  return { limitSource, scopeId, period, limit, used, reserved, resetsAtMs: resetsAt?.getTime() ?? null }
}
