import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listLots } from '../store/lots.ts'
import { readLedger } from '../store/read-ledger.ts'
import { expectMoneyInOrder, usd } from '../store/testing/test-money.ts'
import { sign } from '../stripe/testing/fake-stripe.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { receiveStripeEvent } from './receive-stripe-event.ts'
import { reconcilePurchases } from './reconcile-purchases.ts'
import { availableTo, openTestShop, readOrder, startOrder, type TestShop } from './testing/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.reset())

describe('fulfilment', () => {
  it('credits once when webhook, success page and reconciler come at the same moment', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    const signed = sign(shop.stripe.event('checkout.session.completed', session))
    await Promise.all([
      receiveStripeEvent(shop.deps, signed),
      fulfilPurchase(shop.deps, order),
      fulfilPurchase(shop.deps, order),
      reconcilePurchases(shop.deps),
    ])
    expect(await availableTo(shop, order)).toBe(usd(25))
    expect(await readOrder(shop, order)).toMatchObject({
      status: 'fulfilled',
      stripePaymentIntentId: `pi_of_${session.id}`,
    })
    const [lot] = await listLots(shop.test.database, order.organizationId)
    expect(lot).toMatchObject({ source: 'purchase', purchaseId: order.purchaseId, remaining: usd(25) })
    const { rows } = await readLedger(shop.test.database, order.organizationId, { limit: 10 })
    expect(rows).toMatchObject([
      { kind: 'purchase', reference: order.purchaseId, amount: usd(25), balanceAfter: usd(25) },
    ])
    await expectMoneyInOrder(shop.test.database)
  })

  it('credits once when an event is delivered five times, then another one about the same payment', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    const signed = sign(shop.stripe.event('checkout.session.completed', session))
    const answers = []
    for (let delivery = 0; delivery < 5; delivery++) answers.push(await receiveStripeEvent(shop.deps, signed))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    const payment = { id: session.payment_intent, metadata: { purchase_id: order.purchaseId } }
    expect(
      await receiveStripeEvent(shop.deps, sign(shop.stripe.event('payment_intent.succeeded', payment))),
    ).toMatchObject({
      status: 200,
    })
    expect(await availableTo(shop, order)).toBe(usd(25))
    expect(shop.alarms).toEqual([])
  })

  it('does not mind events out of order: the payment before the session, a failure after the success', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    const payment = { id: session.payment_intent, metadata: { purchase_id: order.purchaseId } }
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('payment_intent.succeeded', payment)))
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.completed', session)))
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('payment_intent.payment_failed', payment)))
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.expired', session)))
    expect(await readOrder(shop, order)).toMatchObject({ status: 'fulfilled', failureMessage: null })
    expect(await availableTo(shop, order)).toBe(usd(25))
  })

  it('keeps a declined purchase open with the reason, and credits it when another card works', async () => {
    const { order, session } = await startOrder(shop)
    const payment = {
      id: `pi_of_${session.id}`,
      object: 'payment_intent' as const,
      status: 'requires_payment_method',
      last_payment_error: { message: 'Your card was declined.' },
    }
    shop.stripe.payments.set(payment.id, payment)
    session.payment_intent = payment.id
    const metadata = { purchase_id: order.purchaseId }
    await receiveStripeEvent(
      shop.deps,
      sign(shop.stripe.event('payment_intent.payment_failed', { ...payment, metadata })),
    )
    expect(await readOrder(shop, order)).toMatchObject({ status: 'created', failureMessage: 'Your card was declined.' })
    shop.stripe.pay(session.id)
    expect(await fulfilPurchase(shop.deps, order)).toMatchObject({
      value: { status: 'fulfilled', failureMessage: null },
    })
  })

  it('credits a slow payment only when the money has arrived', async () => {
    const { order, session } = await startOrder(shop)
    Object.assign(session, { status: 'complete', payment_status: 'unpaid' })
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.completed', session)))
    expect(await readOrder(shop, order)).toMatchObject({ status: 'processing' })
    expect(await availableTo(shop, order)).toBe(0n)
    shop.stripe.pay(session.id)
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.async_payment_succeeded', session)))
    expect(await availableTo(shop, order)).toBe(usd(25))
  })

  it('of another organization is not found', async () => {
    const { order } = await startOrder(shop)
    expect(await fulfilPurchase(shop.deps, { ...order, organizationId: 'org_other' })).toMatchObject({
      error: { code: 'not_found' },
    })
  })

  it.each([
    ['amount', { amount_total: 100 }],
    ['currency', { currency: 'jpy' }],
    ['customer', { customer: 'cus_other' }],
    ['mode', { livemode: true }],
    ['metadata', { metadata: { purchase_id: 'pur_other' } }],
  ])('credits nothing and raises an alarm when the %s was tampered with', async (_, change) => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    Object.assign(session, change)
    await fulfilPurchase(shop.deps, order)
    await fulfilPurchase(shop.deps, order)
    expect(await availableTo(shop, order)).toBe(0n)
    expect(await readOrder(shop, order)).toMatchObject({ status: 'rejected' })
    expect(shop.alarms.map(({ alarm }) => alarm)).toEqual(['purchase_rejected'])
    await expectMoneyInOrder(shop.test.database)
  })

  it('credits nothing for a small paid session that claims to be a large purchase', async () => {
    const small = await startOrder(shop, { creditsCents: 500n })
    const large = await startOrder(shop, { creditsCents: 2_500_000n })
    shop.stripe.pay(small.session.id)
    const forged = { id: 'cs_test_unknown', metadata: { purchase_id: large.order.purchaseId } }
    const answer = await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.completed', forged)))
    expect(answer.status).toBe(200)
    const swapped = { ...small.session, metadata: { purchase_id: large.order.purchaseId } }
    await receiveStripeEvent(shop.deps, sign(shop.stripe.event('checkout.session.completed', swapped)))
    expect(await availableTo(shop, large.order)).toBe(0n)
    expect(await availableTo(shop, small.order)).toBe(usd(5))
    expect(shop.alarms.map(({ alarm }) => alarm)).toEqual([
      'event_names_unknown_purchase',
      'event_names_other_purchase',
    ])
  })

  it('gives up a page that Stripe does not know, with an alarm, once', async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.sessions.delete(session.id)
    await fulfilPurchase(shop.deps, order)
    await fulfilPurchase(shop.deps, order)
    expect(await readOrder(shop, order)).toMatchObject({ status: 'expired' })
    expect(shop.alarms.map(({ alarm }) => alarm)).toEqual(['checkout_missing'])
  })
})
