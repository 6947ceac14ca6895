import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { expectMoneyInOrder, usd } from '../store/testing/test-money.ts'
import { reconcilePurchases } from './reconcile-purchases.ts'
import { availableTo, openTestShop, startOrder, type TestShop } from './testing/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.reset())

describe('the reconciler', () => {
  it('credits a payment whose webhook never came, and finds nothing more the second time', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    shop.stripe.event('checkout.session.completed', session)
    expect((await reconcilePurchases(shop.deps)).newEvents).toBeGreaterThan(0)
    expect(await availableTo(shop, order)).toBe(usd(25))
    expect(await reconcilePurchases(shop.deps)).toMatchObject({ newEvents: 0, moved: 0, problems: [] })
  })

  it('credits a payment of which Stripe lists no event', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    expect(await reconcilePurchases(shop.deps)).toMatchObject({ moved: 1 })
    expect(await availableTo(shop, order)).toBe(usd(25))
  })

  it('reports that Stripe is down and goes on the next time', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    shop.stripe.down = true
    expect((await reconcilePurchases(shop.deps)).problems.length).toBeGreaterThan(0)
    shop.stripe.down = false
    await reconcilePurchases(shop.deps)
    expect(await availableTo(shop, order)).toBe(usd(25))
    await expectMoneyInOrder(shop.test.database)
  })
})
