/** Each rule finds the damage it is for: otherwise "all hold" would mean nothing. */
import { prisma, type Sql, sql } from '@turnpike/db/client'
import { inTransaction } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { setBudget } from './budgets.ts'
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
import { verifyMoney } from './verify-money.ts'

let test: TestMoney
let organizationId: string

const run = (statement: Sql) => prisma(test.database).$executeRaw(statement)

beforeAll(async () => {
  test = await openTestMoney()
  organizationId = await newOrganization(test, usd(10))
  const [settled, open] = [holdRequest(test, organizationId, usd(2)), holdRequest(test, organizationId, usd(1))]
  await inTransaction(test.database, (transaction) =>
    setBudget(transaction, organizationId, {
      budgetId: systemIds.next('budget'),
      scope: 'organization',
      scopeId: organizationId,
      period: 'lifetime',
      limit: usd(5),
    }),
  )
  await reserveHold(test.database, settled)
  await settle(test, settlementOf(settled, usd(1.5)))
  await reserveHold(test.database, open)
  await run(
    sql`ALTER TABLE wallet DROP CONSTRAINT wallet_parts_sum_to_credited, DROP CONSTRAINT wallet_parts_not_negative`,
  )
  await run(sql`ALTER TABLE budget_window DROP CONSTRAINT budget_window_within_limit`)
  await run(sql`ALTER TABLE charge DROP CONSTRAINT charge_within_hold`)
  await run(sql`ALTER TABLE ledger_entry DISABLE TRIGGER USER`)
})
afterAll(() => test.close())

const purchase = (status: string) => sql`
  INSERT INTO purchase (id, organization_id, user_id, credits_cents, fee_cents, total_cents, status)
  VALUES (${systemIds.next('purchase')}, ${organizationId}, 'usr_1', 500, 80, 580, ${status})`

describe('verify money', () => {
  it.each<[string, string[], () => Sql, () => Sql]>([
    [
      'a wallet that gained from nowhere',
      ['M1', 'M12'],
      () => sql`UPDATE wallet SET available = available + 1`,
      () => sql`UPDATE wallet SET available = available - 1`,
    ],
    [
      'a lease that grew',
      ['M2'],
      () => sql`UPDATE lease SET granted = granted + 1 WHERE state = 'open'`,
      () => sql`UPDATE lease SET granted = granted - 1 WHERE state = 'open'`,
    ],
    [
      'a charge that was edited',
      ['M15', 'M3a', 'M3d', 'M3e'],
      () => sql`UPDATE charge SET amount = amount + 1`,
      () => sql`UPDATE charge SET amount = amount - 1`,
    ],
    [
      'a charge above its hold',
      ['M4'],
      () => sql`UPDATE charge SET held = amount - 1`,
      () => sql`UPDATE charge SET held = amount + 1`,
    ],
    [
      'a ledger entry that was edited',
      ['M3b', 'M3c'],
      () => sql`UPDATE ledger_entry SET amount = amount + 1 WHERE account LIKE 'wallet:%' AND amount > 0`,
      () => sql`UPDATE ledger_entry SET amount = amount - 1 WHERE account LIKE 'wallet:%' AND amount > 0`,
    ],
    [
      'a day that counts twice',
      ['M3e'],
      () => sql`UPDATE charge_day SET requests = requests + 1`,
      () => sql`UPDATE charge_day SET requests = requests - 1`,
    ],
    [
      'a window above its limit',
      ['M8'],
      () => sql`UPDATE budget_window SET limit_nano_usd = spent`,
      () => sql`UPDATE budget_window SET limit_nano_usd = ${usd(5)}`,
    ],
    [
      'a reservation without a hold',
      ['M8'],
      () => sql`UPDATE budget_window SET reserved = reserved + 1`,
      () => sql`UPDATE budget_window SET reserved = reserved - 1`,
    ],
    [
      'a lot that lost a nano',
      ['M12'],
      () => sql`UPDATE lot SET remaining = remaining - 1`,
      () => sql`UPDATE lot SET remaining = remaining + 1`,
    ],
    [
      'a purchase marked fulfilled without credit',
      ['P1'],
      () => purchase('fulfilled'),
      () => sql`DELETE FROM purchase`,
    ],
  ])('finds %s', async (_, ids, damage, repair) => {
    await expectMoneyInOrder(test.database)
    await run(damage())
    const broken = (await verifyMoney(test.database)).filter((check) => !check.holds)
    expect(broken.map(({ id }) => id).sort()).toEqual(ids)
    expect(broken.every((check) => check.broken > 0 && check.examples.length > 0)).toBe(true)
    await run(repair())
    await expectMoneyInOrder(test.database)
  })
})
