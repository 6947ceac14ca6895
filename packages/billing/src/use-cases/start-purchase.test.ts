import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { replaceStripeCustomer } from '../store/stripe-customer.ts'
import { startPurchase } from './start-purchase.ts'
import { newOrder, openTestShop, readOrder, startOrder, type TestShop } from './testing/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.reset())

describe('starting a purchase', () => {
  it('asks Stripe for exactly credits and fee', async () => {
    const { order, session } = await startOrder(shop, { creditsCents: 2_300n })
    expect(session.amount_total).toBe(2_427)
    expect(await readOrder(shop, order)).toMatchObject({
      status: 'created',
      creditsCents: 2_300n,
      feeCents: 127n,
      totalCents: 2_427n,
    })
  })

  it('twice with one id is one purchase, one customer and one page, even at the same moment', async () => {
    const order = await newOrder(shop)
    const before = { ...shop.stripe.created }
    const outcomes = await Promise.all([startPurchase(shop.deps, order), startPurchase(shop.deps, order)])
    outcomes.push(await startPurchase(shop.deps, order))
    const pages = outcomes.map((outcome) => (outcome.ok ? outcome.value.checkoutUrl : outcome.error.message))
    expect(new Set(pages).size).toBe(1)
    expect(shop.stripe.created).toEqual({ customers: before.customers + 1, sessions: before.sessions + 1 })
  })

  it('with an id that stands for another amount or another organization is a conflict', async () => {
    const { order } = await startOrder(shop)
    expect(await startPurchase(shop.deps, { ...order, creditsCents: 2_600n })).toMatchObject({
      error: { code: 'conflict' },
    })
    const stranger = await newOrder(shop, { purchaseId: order.purchaseId })
    expect(await startPurchase(shop.deps, stranger)).toMatchObject({ error: { code: 'conflict' } })
  })

  it.each([
    [499n, 'The smallest purchase is $5.00'],
    [-1n, 'The smallest purchase is $5.00'],
    [2_500_001n, 'The largest purchase is $25,000.00'],
  ])('of %d cents is refused with the range', async (creditsCents, message) => {
    const outcome = await startPurchase(shop.deps, await newOrder(shop, { creditsCents }))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
    expect(outcome.ok ? '' : outcome.error.message).toContain(message)
  })

  it('with an id that no browser of ours made is refused', async () => {
    const outcome = await startPurchase(shop.deps, await newOrder(shop, { purchaseId: 'pur_1' }))
    expect(outcome).toMatchObject({ error: { code: 'invalid_request' } })
  })

  it('while Stripe is down says so, and the same purchase can be started later', async () => {
    const order = await newOrder(shop)
    shop.stripe.down = true
    expect(await startPurchase(shop.deps, order)).toMatchObject({ error: { code: 'unavailable' } })
    shop.stripe.down = false
    expect(await startPurchase(shop.deps, order)).toMatchObject({ ok: true })
  })

  it('makes a new customer when Stripe does not know the old one', async () => {
    const order = await newOrder(shop)
    await replaceStripeCustomer(shop.test.database, order.organizationId, null, `cus_gone_${order.organizationId}`)
    expect(await startPurchase(shop.deps, order)).toMatchObject({ ok: true })
  })
})
