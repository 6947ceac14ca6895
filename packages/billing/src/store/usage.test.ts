import { prisma, sql } from '@turnpike/db/client'
import { encodeCrockford } from '@turnpike/kernel/crockford'
import { ID_PREFIXES, systemIds, uuidV7 } from '@turnpike/kernel/ids'
import { nanoUsd } from '@turnpike/kernel/money'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FREE_REQUEST_RULES } from '../core/free-requests.ts'
import { countFreeRequest, readFreeUsage } from './free-usage.ts'
import { readKeySpend } from './key-spend.ts'
import { readLedger } from './read-ledger.ts'
import { reserveHold } from './reserve-hold.ts'
import {
  giveCredit,
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

const generationAt = (timeMs: number): string =>
  ID_PREFIXES.generation + encodeCrockford(uuidV7(timeMs, crypto.getRandomValues(new Uint8Array(10))))

async function spend(organizationId: string, dollars: number, timeMs: number, workspaceId = 'ws_a'): Promise<void> {
  const request = holdRequest(test, organizationId, usd(dollars), {
    generationId: generationAt(timeMs),
    workspaceId,
    apiKeyId: 'key_a',
  })
  expect((await reserveHold(test.database, request)).ok).toBe(true)
  await settle(test, settlementOf(request, usd(dollars)))
}

const DAY_MS = 86_400_000

describe('the ledger page', () => {
  it('sums usage by UTC day and workspace, newest first, and every balance follows from the one before', async () => {
    const organizationId = await newOrganization(test, usd(20))
    const now = Date.now()
    await spend(organizationId, 1, now)
    await spend(organizationId, 2, now)
    await spend(organizationId, 4, now, 'ws_b')
    await giveCredit(test, organizationId, usd(5))
    const { rows, next } = await readLedger(test.database, organizationId, { limit: 10 })
    expect(next).toBeNull()
    const today = new Date(now).toISOString().slice(0, 10)
    expect(rows.map((row) => [row.id.slice(0, 30), row.amount, row.requests, row.balanceAfter])).toEqual([
      [`usage:${today}:ws_b`, -usd(4), 1, usd(18)],
      [`usage:${today}:ws_a`, -usd(3), 2, usd(22)],
      [expect.stringContaining('promotion:'), usd(5), null, usd(25)],
      [expect.stringContaining('promotion:'), usd(20), null, usd(20)],
    ])
  })

  it('gives every row once across its pages, with the same balances', async () => {
    const organizationId = await newOrganization(test, usd(20))
    for (let day = 1; day <= 5; day++) await spend(organizationId, day, Date.now() - day * DAY_MS)
    const whole = await readLedger(test.database, organizationId, { limit: 50 })
    const paged = []
    let before: string | null = null
    do {
      const page = await readLedger(
        test.database,
        organizationId,
        before === null ? { limit: 2 } : { limit: 2, before },
      )
      paged.push(...page.rows)
      before = page.next
    } while (before !== null)
    expect(paged).toEqual(whole.rows)
    expect(whole.rows).toHaveLength(6)
  })

  it('shows nothing of another organization', async () => {
    const organizationId = await newOrganization(test, null)
    expect(await readLedger(test.database, organizationId, { limit: 10 })).toEqual({ rows: [], next: null })
  })
})

describe('key spend', () => {
  it('counts a request on the UTC day it was made', async () => {
    const organizationId = await newOrganization(test, usd(20))
    const now = new Date()
    await spend(organizationId, 1, now.getTime())
    await spend(organizationId, 2, now.getTime() - 40 * DAY_MS)
    expect(await readKeySpend(test.database, organizationId, 'key_a')).toEqual({
      total: usd(3),
      day: usd(1),
      week: usd(1),
      month: usd(1),
    })
    expect(await readKeySpend(test.database, 'org_other', 'key_a')).toMatchObject({ total: 0n })
  })
})

describe('free requests', () => {
  it('stop exactly at the day limit at any concurrency', async () => {
    const organizationId = await newOrganization(test, null)
    const rules = { ...FREE_REQUEST_RULES, dayLimit: 10 }
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => countFreeRequest(test.database, organizationId, rules)),
    )
    expect(answers.filter((answer) => answer.ok)).toHaveLength(10)
    expect(await readFreeUsage(test.database, organizationId, rules)).toMatchObject({
      used: 10,
      limit: 10,
      remaining: 0,
    })
    const refusal = answers.find((answer) => !answer.ok)
    expect(refusal).toMatchObject({ error: { used: 10, limit: 10, remaining: 0 } })
  })

  it('are more once ten dollars of credits were bought, and a gift does not count as bought', async () => {
    const organizationId = await newOrganization(test, usd(50))
    const limit = async () => (await readFreeUsage(test.database, organizationId, FREE_REQUEST_RULES)).limit
    expect(await limit()).toBe(50)
    const bought = nanoUsd(10_000_000_000n)
    await prisma(test.database).$executeRaw(sql`
      INSERT INTO lot (id, organization_id, source, amount, remaining) VALUES (${systemIds.next('lot')}, ${organizationId}, 'purchase', ${bought}, 0)`)
    expect(await limit()).toBe(1_000)
  })
})
