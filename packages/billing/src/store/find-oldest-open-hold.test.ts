import { idTimeMs } from '@turnpike/kernel/ids'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findOldestOpenHoldMs } from './find-oldest-open-hold.ts'
import { releaseHold } from './release-hold.ts'
import { reserveHold } from './reserve-hold.ts'
import { holdRequest, newOrganization, openTestMoney, type TestMoney, usd } from './testing/test-money.ts'

let test: TestMoney
beforeAll(async () => {
  test = await openTestMoney()
})
afterAll(() => test.close())

it('sums are complete up to the arrival of the oldest request that still runs', async () => {
  const organizationId = await newOrganization(test, usd(10))
  expect(await findOldestOpenHoldMs(test.database, organizationId)).toBeNull()
  const older = holdRequest(test, organizationId, usd(1), { generationId: 'gen-01km5r3v0g00000000000000a0' })
  const newer = holdRequest(test, organizationId, usd(1))
  for (const request of [newer, older]) await reserveHold(test.database, request)
  expect(await findOldestOpenHoldMs(test.database, organizationId)).toBe(idTimeMs('generation', older.generationId))
  await releaseHold(test.database, organizationId, older.leaseId, 'test')
  expect(await findOldestOpenHoldMs(test.database, organizationId)).toBe(idTimeMs('generation', newer.generationId))
  await releaseHold(test.database, organizationId, newer.leaseId, 'test')
  expect(await findOldestOpenHoldMs(test.database, organizationId)).toBeNull()
})
