import { prisma, sql } from '@turnpike/db/client'
import { inTransaction } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { ZERO_USD } from '@turnpike/kernel/money'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BUDGET_PERIODS, type BudgetPeriod, type BudgetScope, endUserScopeId } from '../core/budget.ts'
import { budgetWindow } from '../core/budget-window.ts'
import { lowestCeiling } from '../core/ceiling.ts'
import type { HoldRequest } from '../core/hold.ts'
import { type BudgetTerms, deleteBudget, listBudgets, setBudget, setOnlyBudget } from './budgets.ts'
import { readCeilings } from './read-ceilings.ts'
import { releaseHold } from './release-hold.ts'
import { reserveHold } from './reserve-hold.ts'
import {
  expectMoneyInOrder,
  holdRequest,
  newOrganization,
  openTestMoney,
  settle,
  settlementOf,
  type TestMoney,
  usd,
} from './testing/test-money.ts'

let test: TestMoney
beforeAll(async () => {
  test = await openTestMoney()
})
afterAll(() => test.close())

const limit = (
  organizationId: string,
  scope: BudgetScope,
  scopeId: string,
  dollars: number,
  period: BudgetPeriod = 'day',
) =>
  inTransaction(test.database, (transaction) =>
    setBudget(transaction, organizationId, {
      budgetId: systemIds.next('budget'),
      scope,
      scopeId,
      period,
      limit: usd(dollars),
    }),
  )

const limitOnly = (request: HoldRequest, terms: BudgetTerms | null) =>
  inTransaction(test.database, (transaction) =>
    setOnlyBudget(
      transaction,
      request.organizationId,
      { budgetId: systemIds.next('budget'), scope: 'key', scopeId: request.apiKeyId },
      terms,
    ),
  )

describe('budgets', () => {
  it.each(['organization', 'workspace', 'member', 'key', 'end_user'] as const)(
    'of one %s are never exceeded by 60 requests at once, and the refusal names them',
    async (scope) => {
      const organizationId = await newOrganization(test, usd(100))
      const people = { ownerUserId: 'usr_1', endUser: 'customer 7' }
      const sample = holdRequest(test, organizationId, usd(1), people)
      const scopeId = {
        organization: organizationId,
        workspace: sample.workspaceId,
        member: 'usr_1',
        key: sample.apiKeyId,
        end_user: endUserScopeId(sample.workspaceId, 'customer 7'),
      }[scope]
      await limit(organizationId, scope, scopeId, 5)
      const requests = Array.from({ length: 60 }, () => holdRequest(test, organizationId, usd(1), people))
      const answers = await Promise.all(requests.map((request) => reserveHold(test.database, request)))
      expect(answers.filter((answer) => answer.ok)).toHaveLength(5)
      const limitSource = scope === 'key' ? 'key_limit' : `${scope}_budget`
      const refusal = answers.find((answer) => !answer.ok)
      expect(refusal).toMatchObject({
        error: { limitSource, scopeId, period: 'day', limit: usd(5), reserved: usd(5), free: 0n },
      })
      const resetsAt = budgetWindow('day', new Date()).end
      expect(refusal).toMatchObject({ error: { resetsAt } })
      await expectMoneyInOrder(test.database)
    },
  )

  it('hold for all scopes or for none', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const request = holdRequest(test, organizationId, usd(2))
    await limit(organizationId, 'workspace', request.workspaceId, 5)
    await limit(organizationId, 'key', request.apiKeyId, 1)
    expect(await reserveHold(test.database, request)).toMatchObject({ ok: false, error: { limitSource: 'key_limit' } })
    const views = await listBudgets(test.database, organizationId)
    expect(views.map((view) => view.ceiling.reserved)).toEqual([0n, 0n])
    await expectMoneyInOrder(test.database)
  })

  it('name the tightest of several limits that are in the way', async () => {
    const organizationId = await newOrganization(test, usd(3))
    const request = holdRequest(test, organizationId, usd(4))
    await limit(organizationId, 'organization', organizationId, 2, 'month')
    await limit(organizationId, 'key', request.apiKeyId, 1, 'lifetime')
    expect(await reserveHold(test.database, request)).toMatchObject({
      error: { limitSource: 'key_limit', period: 'lifetime', free: usd(1), resetsAt: null },
    })
    const ceilings = await readCeilings(test.database, request)
    expect(ceilings.map((ceiling) => ceiling.free).sort()).toEqual([usd(1), usd(2), usd(3)])
    expect(lowestCeiling(ceilings)).toMatchObject({ limitSource: 'key_limit', free: usd(1) })
  })

  it('do not reach across organizations, although a member belongs to both', async () => {
    const [first, second] = [await newOrganization(test, usd(10)), await newOrganization(test, usd(10))]
    await limit(first, 'member', 'usr_both', 0)
    await limit(second, 'member', 'usr_both', 5)
    const of = (organizationId: string) => holdRequest(test, organizationId, usd(1), { ownerUserId: 'usr_both' })
    expect((await reserveHold(test.database, of(first))).ok).toBe(false)
    expect((await reserveHold(test.database, of(second))).ok).toBe(true)
  })

  it('count what was charged, give back the rest, and forget what was released', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const [charged, released] = [holdRequest(test, organizationId, usd(2)), holdRequest(test, organizationId, usd(2))]
    const budget = await limit(organizationId, 'key', charged.apiKeyId, 4, 'month')
    await reserveHold(test.database, charged)
    await reserveHold(test.database, released)
    await settle(test, settlementOf(charged, usd(0.5)))
    await releaseHold(test.database, organizationId, released.leaseId, 'upstream_failed')
    const [view] = await listBudgets(test.database, organizationId, { scope: 'key', scopeIds: [charged.apiKeyId] })
    expect(view).toMatchObject({ id: budget.id, ceiling: { used: usd(0.5), reserved: 0n, free: usd(3.5) } })
    await expectMoneyInOrder(test.database)
  })

  it('charge the window in which the hold was opened, although it ends in the next', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const request = holdRequest(test, organizationId, usd(2))
    const budget = await limit(organizationId, 'key', request.apiKeyId, 4)
    await reserveHold(test.database, request)
    // Yesterday's window, as if midnight had passed between the hold and its end.
    await prisma(test.database).$executeRaw(sql`
      WITH moved AS (INSERT INTO budget_window SELECT budget_id, window_start - interval '1 day', window_start, reserved, spent, limit_nano_usd
        FROM budget_window WHERE budget_id = ${budget.id} RETURNING 1)
      SELECT count(*) FROM moved`)
    await prisma(test.database).$executeRaw(sql`
      UPDATE lease_budget_window SET window_start = window_start - interval '1 day' WHERE budget_id = ${budget.id}`)
    await prisma(test.database).$executeRaw(sql`
      DELETE FROM budget_window WHERE budget_id = ${budget.id} AND window_start = date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'`)
    await settle(test, settlementOf(request, usd(1)))
    const [view] = await listBudgets(test.database, organizationId)
    expect(view?.ceiling).toMatchObject({ used: 0n, reserved: 0n, free: usd(4) })
    const windows = await prisma(test.database).budgetWindow.findMany({ where: { budgetId: budget.id } })
    expect(windows.map(({ spent, reserved }) => ({ spent, reserved }))).toEqual([{ spent: usd(1), reserved: 0n }])
    await expectMoneyInOrder(test.database)
  })

  it('refuse when they were lowered below what is spent, and let the running hold end', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const request = holdRequest(test, organizationId, usd(3))
    await limit(organizationId, 'key', request.apiKeyId, 4)
    await reserveHold(test.database, request)
    await limit(organizationId, 'key', request.apiKeyId, 1)
    const free = holdRequest(test, organizationId, ZERO_USD)
    expect(await reserveHold(test.database, free)).toMatchObject({
      error: { limitSource: 'key_limit', limit: usd(1), free: 0n },
    })
    expect(await settle(test, settlementOf(request, usd(2.5)))).toMatchObject({ outcome: 'settled' })
    await expectMoneyInOrder(test.database)
  })

  it('can be deleted while held, without a stuck hold', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const request = holdRequest(test, organizationId, usd(3))
    const budget = await limit(organizationId, 'key', request.apiKeyId, 3)
    await reserveHold(test.database, request)
    expect(await deleteBudget(test.database, 'org_other', budget.id)).toBe(false)
    expect(await deleteBudget(test.database, organizationId, budget.id)).toBe(true)
    expect((await reserveHold(test.database, holdRequest(test, organizationId, usd(3)))).ok).toBe(true)
    await settle(test, settlementOf(request, usd(3)))
    await expectMoneyInOrder(test.database)
  })

  it('make a key limit exactly one: another period replaces it, and none removes it', async () => {
    const organizationId = await newOrganization(test, usd(10))
    const request = holdRequest(test, organizationId, usd(1))
    const shown = async () =>
      (await listBudgets(test.database, organizationId)).map((view) => [view.period, view.ceiling.limit])
    await limitOnly(request, { period: 'day', limit: usd(1) })
    await limitOnly(request, { period: 'month', limit: usd(2) })
    expect(await shown()).toEqual([['month', usd(2)]])
    await limitOnly(request, { period: 'month', limit: usd(3) })
    expect(await shown()).toEqual([['month', usd(3)]])
    await limitOnly(request, null)
    expect(await shown()).toEqual([])
  })

  it('have the same windows in the database as in the core', async () => {
    const instants = [
      '2026-01-01T00:00:00Z',
      '2026-11-22T23:59:59.999Z',
      '2028-02-29T12:34:56Z',
      '2027-12-31T23:00:00Z',
    ]
    for (const at of instants.map((text) => new Date(text))) {
      for (const period of BUDGET_PERIODS) {
        const rows = await prisma(test.database).$queryRaw(
          sql`SELECT window_start AS start, window_end AS end FROM budget_window_bounds(${period}, ${at}::timestamptz)`,
        )
        expect(rows).toEqual([budgetWindow(period, at)])
      }
    }
  })
})
