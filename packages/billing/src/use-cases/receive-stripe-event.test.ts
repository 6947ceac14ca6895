import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { usd } from '../store/testing/test-money.ts'
import { sign, WEBHOOK_SECRET } from '../stripe/testing/fake-stripe.ts'
import { applyPendingEvents } from './apply-pending-events.ts'
import { receiveStripeEvent } from './receive-stripe-event.ts'
import { availableTo, openTestShop, startOrder, type TestShop } from './testing/test-shop.ts'

let shop: TestShop
beforeAll(async () => {
  shop = await openTestShop()
})
afterAll(() => shop.close())
beforeEach(() => shop.reset())

describe('the webhook door', () => {
  const paidEvent = async () => {
    const { order, session } = await startOrder(shop)
    shop.stripe.pay(session.id)
    return { order, event: shop.stripe.event('checkout.session.completed', session) }
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
    for (const message of refused) expect(await receiveStripeEvent(shop.deps, message)).toMatchObject({ status: 400 })
    expect(await receiveStripeEvent(shop.deps, large)).toMatchObject({ status: 413 })
    expect(await availableTo(shop, order)).toBe(0n)
  })

  it('accepts the previous secret while they rotate', async () => {
    const { order, event } = await paidEvent()
    const rotating = { ...shop.deps, webhookSecrets: ['whsec_the_new_one_of_billing', WEBHOOK_SECRET] }
    expect(await receiveStripeEvent(rotating, sign(event))).toMatchObject({ status: 200 })
    expect(await availableTo(shop, order)).toBe(usd(25))
  })

  it('accepts nothing at all without a secret, even what is signed with the empty one', async () => {
    const { event } = await paidEvent()
    for (const webhookSecrets of [[], [''], [WEBHOOK_SECRET, '']]) {
      await expect(receiveStripeEvent({ ...shop.deps, webhookSecrets }, sign(event))).rejects.toThrow('secret is empty')
    }
  })

  it('refuses events of the other mode', async () => {
    const { order, event } = await paidEvent()
    expect(await receiveStripeEvent(shop.deps, sign({ ...event, livemode: true }))).toMatchObject({ status: 400 })
    expect(await availableTo(shop, order)).toBe(0n)
  })

  it('keeps an event that it could not apply, and the worker applies it once Stripe is back', async () => {
    const { order, event } = await paidEvent()
    shop.stripe.down = true
    expect(await receiveStripeEvent(shop.deps, sign(event))).toMatchObject({ status: 500 })
    shop.stripe.down = false
    await expect
      .poll(async () => (await applyPendingEvents(shop.deps, { limit: 10 })).applied, { timeout: 20_000 })
      .toBe(1)
    expect(await availableTo(shop, order)).toBe(usd(25))
  }, 30_000)

  it('stores what it does not handle yet, and calls somebody when it is about money', async () => {
    const refund = shop.stripe.event('charge.refunded', { id: 'ch_1' })
    expect(await receiveStripeEvent(shop.deps, sign(refund))).toMatchObject({ status: 200 })
    expect(
      await receiveStripeEvent(shop.deps, sign(shop.stripe.event('product.created', { id: 'prod_1' }))),
    ).toMatchObject({
      status: 200,
    })
    expect(shop.alarms).toMatchObject([{ alarm: 'event_not_handled', externalId: refund.id }])
  })
})
