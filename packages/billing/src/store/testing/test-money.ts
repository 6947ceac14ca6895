/** What the tests of this folder share: an organization with credit, a running gateway and holds on it. */
import { prisma, sql } from '@turnpike/db/client'
import { inTransaction, type Queryable } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { expect } from 'vitest'
import type { Settlement, SettleOutcome } from '../../core/charge.ts'
import type { HoldRequest } from '../../core/hold.ts'
import { registerInstance } from '../gateway-instances.ts'
import { settleHold } from '../settle-hold.ts'
import { verifyMoney } from '../verify-money.ts'
import { grantCredit } from '../wallet.ts'

export type TestMoney = TestDatabase & { instanceId: string; epoch: bigint }

export const usd = (dollars: number): NanoUsd => nanoUsd(BigInt(Math.round(dollars * 1_000)) * 1_000_000n)

export async function openTestMoney(): Promise<TestMoney> {
  const test = await createTestDatabase()
  const instanceId = systemIds.next('instance')
  const { epoch } = await registerInstance(test.database, instanceId)
  return { ...test, instanceId, epoch }
}

/** A new organization, with credit when an amount is given. */
export async function newOrganization(test: TestMoney, credit: NanoUsd | null): Promise<string> {
  const organizationId = systemIds.next('organization')
  await prisma(test.database).organization.create({
    data: { id: organizationId, slug: organizationId, name: 'Test' },
  })
  if (credit !== null) await giveCredit(test, organizationId, credit)
  return organizationId
}

export const giveCredit = (
  test: TestMoney,
  organizationId: string,
  amount: NanoUsd,
  expiresAt: Date | null = null,
): Promise<void> =>
  inTransaction(test.database, (transaction) =>
    grantCredit(transaction, organizationId, {
      lotId: systemIds.next('lot'),
      source: 'promotion',
      amount,
      expiresAt,
      reference: 'test',
    }),
  )

export const holdRequest = (
  test: TestMoney,
  organizationId: string,
  amount: NanoUsd,
  more: Partial<HoldRequest> = {},
): HoldRequest => ({
  organizationId,
  workspaceId: `ws_of_${organizationId}`,
  apiKeyId: `key_of_${organizationId}`,
  ownerUserId: null,
  endUser: null,
  generationId: systemIds.next('generation'),
  leaseId: systemIds.next('lease'),
  instanceId: test.instanceId,
  epoch: test.epoch,
  amount,
  ...more,
})

export const settlementOf = (hold: HoldRequest, amount: NanoUsd): Settlement => ({
  organizationId: hold.organizationId,
  workspaceId: hold.workspaceId,
  apiKeyId: hold.apiKeyId,
  generationId: hold.generationId,
  leaseId: hold.leaseId,
  amount,
  priceVersionId: null,
  lines: [
    {
      item: 'input',
      quantity: 10,
      unitPriceNanoUsdPerMillion: '150000000',
      amountNanoUsdMillionths: String(amount * 1_000_000n),
    },
  ],
  usageSource: 'reported',
  settledAt: new Date(),
})

export const settle = (test: TestMoney, settlement: Settlement): Promise<SettleOutcome> =>
  inTransaction(test.database, (transaction) => settleHold(transaction, settlement))

/** Every invariant that SQL can check holds; the failing ones are shown with their figures. */
export async function expectMoneyInOrder(database: Queryable): Promise<void> {
  const checks = await verifyMoney(database)
  expect(checks.filter((check) => !check.holds)).toEqual([])
}

export const silence = (test: TestMoney, instanceId: string, forMs: number): Promise<number> =>
  prisma(test.database).$executeRaw(sql`
    UPDATE gateway_instance SET heartbeat_at = now() - make_interval(secs => ${forMs / 1_000}::double precision)
    WHERE id = ${instanceId}`)
