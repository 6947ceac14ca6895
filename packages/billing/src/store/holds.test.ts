import { prisma, sql } from '@turnpike/db/client'
import { inTransaction } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { nanoUsd, ZERO_USD } from '@turnpike/kernel/money'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { heartbeat, registerInstance } from './gateway-instances.ts'
import { readWallet } from './read-wallet.ts'
import { reapSilentInstances } from './reap-leases.ts'
import { releaseHold } from './release-hold.ts'
import { reserveHold } from './reserve-hold.ts'
import { settleHold } from './settle-hold.ts'
import {
  expectMoneyInOrder,
  giveCredit,
  holdRequest,
  newOrganization,
  openTestMoney,
  settle,
  settlementOf,
  silence,
  type TestMoney,
  usd,
} from './testing/test-money.ts'

let test: TestMoney
beforeAll(async () => {
  test = await openTestMoney()
})
afterAll(() => test.close())

describe('holds', () => {
  it('admit exactly what the balance affords when 200 requests come at once', async () => {
    const organizationId = await newOrganization(test, usd(7.5))
    const requests = Array.from({ length: 200 }, () => holdRequest(test, organizationId, usd(1)))
    const answers = await Promise.all(requests.map((request) => reserveHold(test.database, request)))
    expect(answers.filter((answer) => answer.ok)).toHaveLength(7)
    const refusal = answers.find((answer) => !answer.ok)
    expect(refusal).toMatchObject({
      error: {
        reason: 'limit',
        limitSource: 'balance',
        limit: usd(7.5),
        reserved: usd(7),
        free: usd(0.5),
        needed: usd(1),
      },
    })
    expect(await readWallet(test.database, organizationId)).toMatchObject({
      posted: usd(7.5),
      held: usd(7),
      available: usd(0.5),
    })
    await expectMoneyInOrder(test.database)
  })

  it('hold once when the reply was lost and the same lease id is asked for again, even at the same moment', async () => {
    const organizationId = await newOrganization(test, usd(1.5))
    const request = holdRequest(test, organizationId, usd(1))
    const answers = await Promise.all(Array.from({ length: 8 }, () => reserveHold(test.database, request)))
    expect(answers.every((answer) => answer.ok)).toBe(true)
    expect(await readWallet(test.database, organizationId)).toMatchObject({ held: usd(1) })
  })

  it('refuse a lease id that holds something else', async () => {
    const organizationId = await newOrganization(test, usd(3))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    await expect(reserveHold(test.database, { ...request, amount: usd(2) })).rejects.toThrow('holds something else')
  })

  it('of zero need no wallet, and are still recorded', async () => {
    const organizationId = await newOrganization(test, null)
    const request = holdRequest(test, organizationId, ZERO_USD)
    expect((await reserveHold(test.database, request)).ok).toBe(true)
    expect(await settle(test, settlementOf(request, ZERO_USD))).toEqual({ outcome: 'settled', charged: 0n })
    await expectMoneyInOrder(test.database)
  })

  it('are refused to a process that was declared dead', async () => {
    const organizationId = await newOrganization(test, usd(1))
    const stale = holdRequest(test, organizationId, usd(1), { epoch: test.epoch - 1n })
    expect(await reserveHold(test.database, stale)).toEqual({ ok: false, error: { reason: 'stale_epoch' } })
    const unknown = holdRequest(test, organizationId, usd(1), { instanceId: 'ins_unknown' })
    expect(await reserveHold(test.database, unknown)).toEqual({ ok: false, error: { reason: 'stale_epoch' } })
  })

  it('are released exactly once, by their own organization', async () => {
    const organizationId = await newOrganization(test, usd(1))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    expect(await releaseHold(test.database, 'org_other', request.leaseId, 'client_closed')).toBe(false)
    const release = () => releaseHold(test.database, organizationId, request.leaseId, 'client_closed')
    const released = await Promise.all([release(), release(), release()])
    expect(released.filter(Boolean)).toHaveLength(1)
    expect(await readWallet(test.database, organizationId)).toMatchObject({ held: 0n, available: usd(1) })
    expect(await reserveHold(test.database, request)).toEqual({ ok: false, error: { reason: 'lease_closed' } })
    await expectMoneyInOrder(test.database)
  })
})

describe('settlement', () => {
  it('charges once however often and however concurrently it is repeated', async () => {
    const organizationId = await newOrganization(test, usd(2))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    const settlement = settlementOf(request, usd(0.25))
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => settle(test, settlement)))
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([...Array(5).fill('duplicate'), 'settled'])
    expect(await readWallet(test.database, organizationId)).toMatchObject({
      settled: usd(0.25),
      held: 0n,
      available: usd(1.75),
    })
    await expectMoneyInOrder(test.database)
  })

  it('changes nothing and says so when a generation comes again with another amount', async () => {
    const organizationId = await newOrganization(test, usd(2))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    await settle(test, settlementOf(request, usd(0.25)))
    const before = await readWallet(test.database, organizationId)
    expect(await settle(test, settlementOf(request, usd(0.5)))).toMatchObject({ outcome: 'conflict' })
    expect(await readWallet(test.database, organizationId)).toEqual(before)
  })

  it('refuses to charge more than was held, and changes nothing', async () => {
    const organizationId = await newOrganization(test, usd(2))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    await expect(settle(test, settlementOf(request, nanoUsd(usd(1) + 1n)))).rejects.toThrow('more than')
    expect(await readWallet(test.database, organizationId)).toMatchObject({ settled: 0n, held: usd(1) })
  })

  it('does not charge a hold that was released', async () => {
    const organizationId = await newOrganization(test, usd(2))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    await releaseHold(test.database, organizationId, request.leaseId, 'upstream_failed')
    expect(await settle(test, settlementOf(request, usd(1)))).toMatchObject({ outcome: 'conflict' })
    expect(await readWallet(test.database, organizationId)).toMatchObject({ settled: 0n, available: usd(2) })
  })

  it('leaves the hold as it was when the transaction around it fails, so that a replay can settle it', async () => {
    const organizationId = await newOrganization(test, usd(2))
    const request = holdRequest(test, organizationId, usd(1))
    await reserveHold(test.database, request)
    const crash = inTransaction(test.database, async (transaction) => {
      await settleHold(transaction, settlementOf(request, usd(0.5)))
      throw new Error('the process died here')
    })
    await expect(crash).rejects.toThrow('died here')
    await expectMoneyInOrder(test.database)
    expect(await settle(test, settlementOf(request, usd(0.5)))).toMatchObject({ outcome: 'settled' })
  })

  it('uses the credit that expires first', async () => {
    const organizationId = await newOrganization(test, usd(5))
    await giveCredit(test, organizationId, usd(2), new Date('2030-01-01'))
    await giveCredit(test, organizationId, usd(1), new Date('2029-01-01'))
    const request = holdRequest(test, organizationId, usd(2.5))
    await reserveHold(test.database, request)
    await settle(test, settlementOf(request, usd(2.5)))
    const lots = await prisma(test.database).lot.findMany({ where: { organizationId }, orderBy: { amount: 'asc' } })
    expect(lots.map((lot) => lot.remaining)).toEqual([0n, usd(0.5), usd(5)])
  })
})

describe('the reaper', () => {
  const silentForMs = 600_000

  async function deadInstanceWithHold(organizationId: string, amount = usd(1)) {
    const instanceId = systemIds.next('instance')
    const { epoch } = await registerInstance(test.database, instanceId)
    const request = holdRequest(test, organizationId, amount, { instanceId, epoch })
    await reserveHold(test.database, request)
    return { instanceId, epoch, request }
  }

  it('gives back what a silent process held, fences it, and leaves a live one alone', async () => {
    const organizationId = await newOrganization(test, usd(3))
    const live = await deadInstanceWithHold(organizationId)
    const dead = await deadInstanceWithHold(organizationId)
    await silence(test, dead.instanceId, silentForMs + 1_000)
    const report = await reapSilentInstances(test.database, { silentForMs })
    expect(report).toEqual({ instances: [dead.instanceId], leases: 1, released: usd(1) })
    expect(await heartbeat(test.database, dead.instanceId, dead.epoch)).toBe(false)
    expect(await heartbeat(test.database, live.instanceId, live.epoch)).toBe(true)
    expect(await readWallet(test.database, organizationId)).toMatchObject({ held: usd(1), available: usd(2) })
    await expectMoneyInOrder(test.database)
  })

  it('lets a late charge take only what is free, and books the rest as our loss, once', async () => {
    const organizationId = await newOrganization(test, usd(1))
    const dead = await deadInstanceWithHold(organizationId)
    await silence(test, dead.instanceId, silentForMs + 1_000)
    await reapSilentInstances(test.database, { silentForMs })
    await reserveHold(test.database, holdRequest(test, organizationId, usd(0.75)))
    const late = settlementOf(dead.request, usd(0.5))
    expect(await settle(test, late)).toEqual({ outcome: 'settled_late', charged: usd(0.25), writtenOff: usd(0.25) })
    expect(await settle(test, late)).toEqual({ outcome: 'duplicate', charged: usd(0.25) })
    expect(await readWallet(test.database, organizationId)).toMatchObject({ available: 0n, held: usd(0.75) })
    await expectMoneyInOrder(test.database)
  })

  it('finds a hold that slipped in beside it, by its epoch', async () => {
    const organizationId = await newOrganization(test, usd(1))
    const dead = await deadInstanceWithHold(organizationId)
    await prisma(test.database).$executeRaw(
      sql`UPDATE gateway_instance SET epoch = epoch + 1, heartbeat_at = now() WHERE id = ${dead.instanceId}`,
    )
    expect(await reapSilentInstances(test.database, { silentForMs })).toMatchObject({ leases: 1 })
    await expectMoneyInOrder(test.database)
  })

  it('is not needed by a process that starts again: it gives back its own old holds', async () => {
    const organizationId = await newOrganization(test, usd(1))
    const dead = await deadInstanceWithHold(organizationId)
    const again = await registerInstance(test.database, dead.instanceId)
    expect(again.epoch).toBe(dead.epoch + 1n)
    expect(await readWallet(test.database, organizationId)).toMatchObject({ held: 0n, available: usd(1) })
    await expectMoneyInOrder(test.database)
  })
})
