import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listLots } from '../store/lots.ts'
import { readPurchase } from '../store/purchases.ts'
import { readLedger } from '../store/read-ledger.ts'
import { readWallet } from '../store/read-wallet.ts'
import { replaceStripeCustomer } from '../store/stripe-customer.ts'
import { expectMoneyInOrder, newOrganization, openTestMoney, type TestMoney, usd } from '../store/test-money.ts'
import { createStripe } from '../stripe/create-stripe.ts'
import { type FakeStripe, sign, startFakeStripe, WEBHOOK_SECRET } from '../stripe/testing/fake-stripe.ts'
import { applyPendingEvents } from './apply-pending-events.ts'
import type { MoneyAlarm } from './billing-deps.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'
import { receiveStripeEvent, type WebhookDeps } from './receive-stripe-event.ts'
import { reconcilePurchases } from './reconcile-purchases.ts'
import { type PurchaseOrder, startPurchase } from './start-purchase.ts'

let test: TestMoney
let stripe: FakeStripe
let deps: WebhookDeps
let alarms: MoneyAlarm[]

beforeAll(async () => {
  test = await openTestMoney()
  stripe = await startFakeStripe()
})
afterAll(async () => {
  await stripe.close()
  await test.close()
})
beforeEach(() => {
  alarms = []
  stripe.down = false
  deps = {
    database: test.database,
    stripe: createStripe({ secretKey: 'sk_test_of_billing_0123456789', apiBaseUrl: stripe.baseUrl }),
    clock: systemClock,
    ids: systemIds,
    rules: {
      feeBasisPoints: 550n,
      feeMinimumCents: 80n,
      minimumCents: 500n,
      maximumCents: 2_500_000n,
      creditExpiryDays: 365,
      refundWindowHours: 24,
    },
    alarm: (alarm) => alarms.push(alarm),
    webhookSecrets: [WEBHOOK_SECRET],
  }
})

const newOrder = async (more: Partial<PurchaseOrder> = {}): Promise<PurchaseOrder> => ({
  organizationId: await newOrganization(test, null),
  userId: 'usr_1',
  userEmail: 'ada@example.com',
  purchaseId: systemIds.next('purchase'),
  creditsCents: 2_500n,
  successUrl: 'http://localhost:3000/success',
  cancelUrl: 'http://localhost:3000/cancel',
  ...more,
})

/** Starts a purchase and gives what both sides have of it. */
async function started(more: Partial<PurchaseOrder> = {}) {
  const order = await newOrder(more)
  const outcome = await startPurchase(deps, order)
  expect(outcome.ok).toBe(true)
  const purchase = await readPurchase(test.database, order.organizationId, order.purchaseId)
  const session = stripe.sessions.get(purchase?.stripeCheckoutId ?? '')
  if (!session) throw new Error('no session was made')
  return { order, session }
}

const readOrder = (order: PurchaseOrder) => readPurchase(test.database, order.organizationId, order.purchaseId)
const available = async (order: PurchaseOrder) => (await readWallet(test.database, order.organizationId)).available

describe('starting a purchase', () => {
  it('asks Stripe for exactly credits and fee', async () => {
    const { order, session } = await started({ creditsCents: 2_300n })
    expect(session.amount_total).toBe(2_427)
    expect(await readOrder(order)).toMatchObject({
      status: 'created',
      creditsCents: 2_300n,
      feeCents: 127n,
      totalCents: 2_427n,
    })
  })

  it('twice with one id is one purchase, one customer and one page, even at the same moment', async () => {
    const order = await newOrder()
    const before = { ...stripe.created }
    const outcomes = await Promise.all([startPurchase(deps, order), startPurchase(deps, order)])
    outcomes.push(await startPurchase(deps, order))
    const pages = outcomes.map((outcome) => (outcome.ok ? outcome.value.checkoutUrl : outcome.error.message))
    expect(new Set(pages).size).toBe(1)
    expect(stripe.created).toEqual({ customers: before.customers + 1, sessions: before.sessions + 1 })
  })

  it('with an id that stands for another amount or another organization is a conflict', async () => {
    const { order } = await started()
    expect(await startPurchase(deps, { ...order, creditsCents: 2_600n })).toMatchObject({ error: { code: 'conflict' } })
    const stranger = await newOrder({ purchaseId: order.purchaseId })
    expect(await startPurchase(deps, stranger)).toMatchObject({ error: { code: 'conflict' } })
  })

  it.each([
    [499n, 'The smallest purchase is $5.00'],
    [-1n, 'The smallest purchase is $5.00'],
    [2_500_001n, 'The largest purchase is $25,000.00'],
  ])('of %d cents is refused with the range', async (creditsCents, message) => {
    const outcome = await startPurchase(deps, await newOrder({ creditsCents }))
    expect(outcome).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
    expect(outcome.ok ? '' : outcome.error.message).toContain(message)
  })

  it('with an id that no browser of ours made is refused', async () => {
    const outcome = await startPurchase(deps, await newOrder({ purchaseId: 'pur_1' }))
    expect(outcome).toMatchObject({ error: { code: 'invalid_request' } })
  })

  it('while Stripe is down says so, and the same purchase can be started later', async () => {
    const order = await newOrder()
    stripe.down = true
    const slow = createStripe({ secretKey: 'sk_test_of_billing_0123456789', apiBaseUrl: stripe.baseUrl })
    expect(await startPurchase({ ...deps, stripe: slow }, order)).toMatchObject({ error: { code: 'unavailable' } })
    stripe.down = false
    expect(await startPurchase(deps, order)).toMatchObject({ ok: true })
  })

  it('makes a new customer when Stripe does not know the old one', async () => {
    const order = await newOrder()
    await replaceStripeCustomer(test.database, order.organizationId, null, `cus_gone_${order.organizationId}`)
    expect(await startPurchase(deps, order)).toMatchObject({ ok: true })
  })
})

describe('fulfilment', () => {
  it('credits once when webhook, success page and reconciler come at the same moment', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    const signed = sign(stripe.event('checkout.session.completed', session))
    await Promise.all([
      receiveStripeEvent(deps, signed),
      fulfilPurchase(deps, order),
      fulfilPurchase(deps, order),
      reconcilePurchases(deps),
    ])
    expect(await available(order)).toBe(usd(25))
    expect(await readOrder(order)).toMatchObject({ status: 'fulfilled', stripePaymentIntentId: `pi_of_${session.id}` })
    const [lot] = await listLots(test.database, order.organizationId)
    expect(lot).toMatchObject({ source: 'purchase', purchaseId: order.purchaseId, remaining: usd(25) })
    const { rows } = await readLedger(test.database, order.organizationId, { limit: 10 })
    expect(rows).toMatchObject([
      { kind: 'purchase', reference: order.purchaseId, amount: usd(25), balanceAfter: usd(25) },
    ])
    await expectMoneyInOrder(test.database)
  })

  it('credits once when an event is delivered five times, then another one about the same payment', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    const signed = sign(stripe.event('checkout.session.completed', session))
    const answers = []
    for (let delivery = 0; delivery < 5; delivery++) answers.push(await receiveStripeEvent(deps, signed))
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200])
    const payment = { id: session.payment_intent, metadata: { purchase_id: order.purchaseId } }
    expect(await receiveStripeEvent(deps, sign(stripe.event('payment_intent.succeeded', payment)))).toMatchObject({
      status: 200,
    })
    expect(await available(order)).toBe(usd(25))
    expect(alarms).toEqual([])
  })

  it('does not mind events out of order: the payment before the session, a failure after the success', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    const payment = { id: session.payment_intent, metadata: { purchase_id: order.purchaseId } }
    await receiveStripeEvent(deps, sign(stripe.event('payment_intent.succeeded', payment)))
    await receiveStripeEvent(deps, sign(stripe.event('checkout.session.completed', session)))
    await receiveStripeEvent(deps, sign(stripe.event('payment_intent.payment_failed', payment)))
    await receiveStripeEvent(deps, sign(stripe.event('checkout.session.expired', session)))
    expect(await readOrder(order)).toMatchObject({ status: 'fulfilled', failureMessage: null })
    expect(await available(order)).toBe(usd(25))
  })

  it('keeps a declined purchase open with the reason, and credits it when another card works', async () => {
    const { order, session } = await started()
    const payment = {
      id: `pi_of_${session.id}`,
      object: 'payment_intent' as const,
      status: 'requires_payment_method',
      last_payment_error: { message: 'Your card was declined.' },
    }
    stripe.payments.set(payment.id, payment)
    session.payment_intent = payment.id
    const metadata = { purchase_id: order.purchaseId }
    await receiveStripeEvent(deps, sign(stripe.event('payment_intent.payment_failed', { ...payment, metadata })))
    expect(await readOrder(order)).toMatchObject({ status: 'created', failureMessage: 'Your card was declined.' })
    stripe.pay(session.id)
    expect(await fulfilPurchase(deps, order)).toMatchObject({ value: { status: 'fulfilled', failureMessage: null } })
  })

  it('credits a slow payment only when the money has arrived', async () => {
    const { order, session } = await started()
    Object.assign(session, { status: 'complete', payment_status: 'unpaid' })
    await receiveStripeEvent(deps, sign(stripe.event('checkout.session.completed', session)))
    expect(await readOrder(order)).toMatchObject({ status: 'processing' })
    expect(await available(order)).toBe(0n)
    stripe.pay(session.id)
    await receiveStripeEvent(deps, sign(stripe.event('checkout.session.async_payment_succeeded', session)))
    expect(await available(order)).toBe(usd(25))
  })

  it('of another organization is not found', async () => {
    const { order } = await started()
    expect(await fulfilPurchase(deps, { ...order, organizationId: 'org_other' })).toMatchObject({
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
    const { order, session } = await started()
    stripe.pay(session.id)
    Object.assign(session, change)
    await fulfilPurchase(deps, order)
    await fulfilPurchase(deps, order)
    expect(await available(order)).toBe(0n)
    expect(await readOrder(order)).toMatchObject({ status: 'rejected' })
    expect(alarms.map(({ alarm }) => alarm)).toEqual(['purchase_rejected'])
    await expectMoneyInOrder(test.database)
  })

  it('credits nothing for a small paid session that claims to be a large purchase', async () => {
    const small = await started({ creditsCents: 500n })
    const large = await started({ creditsCents: 2_500_000n })
    stripe.pay(small.session.id)
    const forged = { id: 'cs_test_unknown', metadata: { purchase_id: large.order.purchaseId } }
    const answer = await receiveStripeEvent(deps, sign(stripe.event('checkout.session.completed', forged)))
    expect(answer.status).toBe(200)
    const swapped = { ...small.session, metadata: { purchase_id: large.order.purchaseId } }
    await receiveStripeEvent(deps, sign(stripe.event('checkout.session.completed', swapped)))
    expect(await available(large.order)).toBe(0n)
    expect(await available(small.order)).toBe(usd(5))
    expect(alarms.map(({ alarm }) => alarm)).toEqual(['event_names_unknown_purchase', 'event_names_other_purchase'])
  })

  it('gives up a page that Stripe does not know, with an alarm, once', async () => {
    const { order, session } = await started()
    stripe.sessions.delete(session.id)
    await fulfilPurchase(deps, order)
    await fulfilPurchase(deps, order)
    expect(await readOrder(order)).toMatchObject({ status: 'expired' })
    expect(alarms.map(({ alarm }) => alarm)).toEqual(['checkout_missing'])
  })
})

describe('the webhook door', () => {
  const paidEvent = async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    return { order, event: stripe.event('checkout.session.completed', session) }
  }

  it('lets nothing in that is forged, changed, unsigned, stale or too large', async () => {
    const { order, event } = await paidEvent()
    const signed = sign(event)
    const changed = new TextEncoder().encode(JSON.stringify({ ...event, id: 'evt_changed' }))
    const stale = sign(event, { timestamp: Math.floor(Date.now() / 1_000) - 301 })
    const large = sign({ ...event, padding: 'x'.repeat(256 * 1024) })
    const refused = [
      sign(event, { secret: 'whsec_of_somebody_else' }),
      { ...signed, rawBody: changed },
      { ...signed, signature: null },
      { ...signed, signature: 't=1,v1=00' },
      stale,
      sign(['no', 'event']),
    ]
    for (const message of refused) expect(await receiveStripeEvent(deps, message)).toMatchObject({ status: 400 })
    expect(await receiveStripeEvent(deps, large)).toMatchObject({ status: 413 })
    expect(await available(order)).toBe(0n)
  })

  it('accepts the previous secret while they rotate', async () => {
    const { order, event } = await paidEvent()
    const rotating = { ...deps, webhookSecrets: ['whsec_the_new_one_of_billing', WEBHOOK_SECRET] }
    expect(await receiveStripeEvent(rotating, sign(event))).toMatchObject({ status: 200 })
    expect(await available(order)).toBe(usd(25))
  })

  it('accepts nothing at all without a secret, even what is signed with the empty one', async () => {
    const { event } = await paidEvent()
    for (const webhookSecrets of [[], [''], [WEBHOOK_SECRET, '']]) {
      await expect(receiveStripeEvent({ ...deps, webhookSecrets }, sign(event))).rejects.toThrow('secret is empty')
    }
  })

  it('refuses events of the other mode', async () => {
    const { order, event } = await paidEvent()
    expect(await receiveStripeEvent(deps, sign({ ...event, livemode: true }))).toMatchObject({ status: 400 })
    expect(await available(order)).toBe(0n)
  })

  it('keeps an event that it could not apply, and the worker applies it once Stripe is back', async () => {
    const { order, event } = await paidEvent()
    stripe.down = true
    expect(await receiveStripeEvent(deps, sign(event))).toMatchObject({ status: 500 })
    stripe.down = false
    await expect.poll(async () => (await applyPendingEvents(deps, { limit: 10 })).applied, { timeout: 20_000 }).toBe(1)
    expect(await available(order)).toBe(usd(25))
  })

  it('stores what it does not handle yet, and calls somebody when it is about money', async () => {
    const refund = stripe.event('charge.refunded', { id: 'ch_1' })
    expect(await receiveStripeEvent(deps, sign(refund))).toMatchObject({ status: 200 })
    expect(await receiveStripeEvent(deps, sign(stripe.event('product.created', { id: 'prod_1' })))).toMatchObject({
      status: 200,
    })
    expect(alarms).toMatchObject([{ alarm: 'event_not_handled', externalId: refund.id }])
  })
})

describe('the reconciler', () => {
  it('credits a payment whose webhook never came, and finds nothing more the second time', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    stripe.event('checkout.session.completed', session)
    expect((await reconcilePurchases(deps)).newEvents).toBeGreaterThan(0)
    expect(await available(order)).toBe(usd(25))
    expect(await reconcilePurchases(deps)).toMatchObject({ newEvents: 0, moved: 0, problems: [] })
  })

  it('credits a payment of which Stripe lists no event', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    expect(await reconcilePurchases(deps)).toMatchObject({ moved: 1 })
    expect(await available(order)).toBe(usd(25))
  })

  it('reports that Stripe is down and goes on the next time', async () => {
    const { order, session } = await started()
    stripe.pay(session.id)
    stripe.down = true
    expect((await reconcilePurchases(deps)).problems.length).toBeGreaterThan(0)
    stripe.down = false
    await reconcilePurchases(deps)
    expect(await available(order)).toBe(usd(25))
    await expectMoneyInOrder(test.database)
  })
})
