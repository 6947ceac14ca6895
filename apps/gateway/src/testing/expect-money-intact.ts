import { verifyMoney } from '@turnpike/billing/store/verify-money'
import type { Database } from '@turnpike/db/database'
import { expect } from 'vitest'

/** Every invariant of money that can be read off a database: wallet parts, leases, charges, budgets, lots, ledger. */
export async function expectMoneyIntact(database: Database): Promise<void> {
  const checks = await verifyMoney(database)
  expect(checks.length).toBeGreaterThan(0)
  expect(checks.filter((check) => !check.holds)).toEqual([])
}
