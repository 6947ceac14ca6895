import { prisma, sql } from '@turnpike/db/client'
import { systemIds } from '@turnpike/kernel/ids'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { countOpenHolds } from './count-open-holds.ts'
import { readSpendPace } from './read-spend-pace.ts'
import { readWallet } from './read-wallet.ts'
import { releaseHold } from './release-hold.ts'
import { reserveHold } from './reserve-hold.ts'
import {
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

const charge = (organizationId: string, day: string, amount: NanoUsd) =>
  prisma(test.database).$executeRaw(sql`
    INSERT INTO charge_day (organization_id, day, workspace_id, api_key_id, requests, amount)
    VALUES (${organizationId}, ${day}::date, 'ws', ${systemIds.next('key')}, 1, ${amount})`)

it('the pace is of the last seven whole UTC days: neither today nor the eighth day back counts', async () => {
  const organizationId = await newOrganization(test, null)
  await charge(organizationId, '2026-11-13', usd(100))
  await charge(organizationId, '2026-11-14', usd(1))
  await charge(organizationId, '2026-11-20', usd(2))
  await charge(organizationId, '2026-11-20', usd(4))
  await charge(organizationId, '2026-11-21', usd(100))
  const at = (time: string) => readSpendPace(test.database, organizationId, new Date(`2026-11-21T${time}Z`))
  expect(await at('00:00:00.000')).toEqual({ spent: usd(7), days: 7 })
  expect(await at('23:59:59.999')).toEqual({ spent: usd(7), days: 7 })
})

it('a young history counts its own days only, and no history none', async () => {
  const organizationId = await newOrganization(test, null)
  const now = new Date('2026-11-21T12:00:00Z')
  expect(await readSpendPace(test.database, organizationId, now)).toEqual({ spent: nanoUsd(0n), days: 0 })
  await charge(organizationId, '2026-11-18', usd(3))
  expect(await readSpendPace(test.database, organizationId, now)).toEqual({ spent: usd(3), days: 3 })
})

it('requests in flight are those whose holds make up what is held', async () => {
  const organizationId = await newOrganization(test, usd(10))
  const [settled, released, running] = [1, 2, 3].map((dollars) => holdRequest(test, organizationId, usd(dollars)))
  if (!settled || !released || !running) throw new Error('three requests')
  for (const request of [settled, released, running]) await reserveHold(test.database, request)
  expect(await countOpenHolds(test.database, organizationId)).toBe(3)
  await settle(test, settlementOf(settled, usd(1)))
  await releaseHold(test.database, organizationId, released.leaseId, 'test')
  expect(await countOpenHolds(test.database, organizationId)).toBe(1)
  expect((await readWallet(test.database, organizationId)).held).toBe(usd(3))
})
