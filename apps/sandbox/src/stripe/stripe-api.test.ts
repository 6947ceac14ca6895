import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSession, pressPay, saveCard } from './testing/buy.ts'
import { startSandbox, type TestSandbox, toSdk } from './testing/start-sandbox.ts'

let sandbox: TestSandbox
let stripe: Stripe

beforeAll(async () => {
  sandbox = await startSandbox()
  stripe = sandbox.stripe
})
afterAll(() => sandbox.close())

const failureOf = async (call: Promise<unknown>): Promise<Stripe.errors.StripeError> => {
  const problem = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (problem instanceof Stripe.errors.StripeError) return problem
  throw new Error(`a StripeError was expected, not ${String(problem)}`)
}

describe('customers', () => {
  test('are created, read, changed and found by email', async () => {
    const customer = await stripe.customers.create({
      email: 'a@example.com',
      name: 'A',
      metadata: { org: 'org_1', x: 'y' },
    })
    expect(customer).toMatchObject({ object: 'customer', email: 'a@example.com', livemode: false })
    expect(customer.id).toMatch(/^cus_\w+$/)
    expect(customer.lastResponse.requestId).toMatch(/^req_\w+$/)
    const changed = await stripe.customers.update(customer.id, { name: 'B', metadata: { x: '' } })
    expect(changed).toMatchObject({ name: 'B', email: 'a@example.com', metadata: { org: 'org_1' } })
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ name: 'B', metadata: { org: 'org_1' } })
    const found = await stripe.customers.list({ email: 'a@example.com' })
    expect(found.data.map(({ id }) => id)).toEqual([customer.id])
  })

  test('a list walks through every object once, newest first, also when the page is smaller', async () => {
    const made: string[] = []
    for (let index = 0; index < 5; index++) {
      made.push((await stripe.customers.create({ email: 'pages@example.com', name: String(index) })).id)
    }
    const seen = await stripe.customers.list({ email: 'pages@example.com', limit: 2 }).autoPagingToArray({ limit: 100 })
    expect(seen.map(({ id }) => id)).toEqual(made.toReversed())
    const page = await stripe.customers.list({ email: 'pages@example.com', limit: 2 })
    expect(page).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' })
    const before = await stripe.customers.list({ email: 'pages@example.com', limit: 2, ending_before: made[2] ?? '' })
    expect(before.data.map(({ id }) => id)).toEqual([made[4], made[3]])
  })
})

describe('errors have the status and shape that the SDK tells apart', () => {
  test('no such object is 404 resource_missing', async () => {
    for (const call of [
      stripe.customers.retrieve('cus_none'),
      stripe.paymentIntents.retrieve('pi_none'),
      stripe.charges.retrieve('ch_none'),
      stripe.refunds.retrieve('re_none'),
      stripe.events.retrieve('evt_none'),
      stripe.paymentMethods.retrieve('pm_none'),
      stripe.checkout.sessions.retrieve('cs_test_none'),
    ]) {
      const failure = await failureOf(call)
      expect(failure).toMatchObject({ statusCode: 404, code: 'resource_missing', type: 'StripeInvalidRequestError' })
      expect(failure.requestId).toMatch(/^req_/)
    }
  })

  test('a missing, unknown or malformed parameter is 400 and named', async () => {
    const missing = await failureOf(
      stripe.paymentIntents.create({ currency: 'usd' } as Stripe.PaymentIntentCreateParams),
    )
    expect(missing).toMatchObject({ statusCode: 400, code: 'parameter_missing', param: 'amount' })
    const unknown = await failureOf(stripe.customers.create({ emial: 'x' } as Stripe.CustomerCreateParams))
    expect(unknown).toMatchObject({ statusCode: 400, code: 'parameter_unknown', param: 'emial' })
    const nested = await failureOf(
      createSession(sandbox, {
        line_items: [{ quantity: 1.5, price_data: { currency: 'usd', unit_amount: 100, product_data: { name: 'x' } } }],
      }),
    )
    expect(nested).toMatchObject({ code: 'parameter_invalid_integer', param: 'line_items[0][quantity]' })
    const url = await failureOf(createSession(sandbox, { success_url: 'nowhere' }))
    expect(url).toMatchObject({ code: 'url_invalid', param: 'success_url' })
    const small = await failureOf(stripe.paymentIntents.create({ amount: 49, currency: 'usd' }))
    expect(small).toMatchObject({ code: 'amount_too_small', param: 'amount' })
  })

  test('a cursor that names nothing is an error, not an empty page that ends the walk', async () => {
    const failure = await failureOf(stripe.customers.list({ starting_after: 'cus_none' }))
    expect(failure).toMatchObject({ statusCode: 400, code: 'resource_missing', param: 'starting_after' })
  })

  test('no key and a key that is not a test key are 401', async () => {
    const live = await failureOf(toSdk(sandbox.baseUrl, 'sk_live_secret1234').customers.list())
    expect(live).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' })
    expect(live.message).not.toContain('secret1234')
    expect((await fetch(`${sandbox.baseUrl}/v1/customers`)).status).toBe(401)
  })

  test('a call that is not simulated is 404, never an empty success', async () => {
    const failure = await failureOf(stripe.subscriptions.list())
    expect(failure.statusCode).toBe(404)
    expect(failure.message).toContain('Unrecognized request URL')
  })
})

describe('idempotency keys', () => {
  const params = { amount: 700, currency: 'usd', payment_method: 'pm_card_visa', confirm: true } as const

  test('the same key and parameters take effect once and say that they were replayed', async () => {
    const first = await stripe.paymentIntents.create(params, { idempotencyKey: 'once' })
    const second = await stripe.paymentIntents.create(params, { idempotencyKey: 'once' })
    expect(second.id).toBe(first.id)
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined()
    expect(second.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect(second.lastResponse.headers['original-request']).toBe(first.lastResponse.requestId)
    expect((await stripe.charges.list({ payment_intent: first.id })).data).toHaveLength(1)
  })

  test('the same key with other parameters or at another place is refused', async () => {
    await stripe.paymentIntents.create(params, { idempotencyKey: 'taken' })
    const other = await failureOf(stripe.paymentIntents.create({ ...params, amount: 800 }, { idempotencyKey: 'taken' }))
    expect(other).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
    const elsewhere = await failureOf(stripe.customers.create({}, { idempotencyKey: 'taken' }))
    expect(elsewhere).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' })
  })

  test('a decline is an answer too: the retry repeats it and does not try the card again', async () => {
    const declined = { ...params, payment_method: 'pm_card_visa_chargeDeclined' } as const
    const first = await failureOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }))
    const again = await failureOf(stripe.paymentIntents.create(declined, { idempotencyKey: 'declined' }))
    expect(first.payment_intent?.id).toMatch(/^pi_/)
    expect(again.payment_intent?.id).toBe(first.payment_intent?.id)
  })

  test('a refused request leaves its key free', async () => {
    await failureOf(stripe.paymentIntents.create({ ...params, amount: 1 }, { idempotencyKey: 'free' }))
    expect(await stripe.paymentIntents.create(params, { idempotencyKey: 'free' })).toMatchObject({
      status: 'succeeded',
    })
  })

  test('a key is forgotten after a day, and is nothing to another account', async () => {
    const first = await stripe.customers.create({ name: 'x' }, { idempotencyKey: 'day' })
    const other = await toSdk(sandbox.baseUrl, 'sk_test_other').customers.create(
      { name: 'x' },
      { idempotencyKey: 'day' },
    )
    sandbox.clock.advance(24 * 60 * 60 * 1000 + 1)
    const later = await stripe.customers.create({ name: 'x' }, { idempotencyKey: 'day' })
    expect(new Set([first.id, other.id, later.id]).size).toBe(3)
  })
})

describe('payment intents', () => {
  test('pass through confirmation to success, once', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 1234,
      currency: 'usd',
      payment_method: 'pm_card_visa',
      metadata: { a: 'b' },
    })
    expect(intent).toMatchObject({ status: 'requires_confirmation', amount_received: 0, latest_charge: null })
    const paid = await stripe.paymentIntents.confirm(intent.id, { expand: ['latest_charge', 'payment_method'] })
    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 1234,
      metadata: { a: 'b' },
      latest_charge: { object: 'charge', amount: 1234, paid: true, captured: true, metadata: { a: 'b' } },
      payment_method: { object: 'payment_method', card: { last4: '4242', brand: 'visa' } },
    })
    const again = await failureOf(stripe.paymentIntents.confirm(intent.id))
    expect(again).toMatchObject({ statusCode: 400, code: 'payment_intent_unexpected_state' })
    const canceled = await failureOf(stripe.paymentIntents.cancel(intent.id))
    expect(canceled).toMatchObject({ code: 'payment_intent_unexpected_state' })
    expect((await stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
  })

  test('can be given up before they are paid', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 1234, currency: 'usd' })
    const canceled = await stripe.paymentIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect((await stripe.paymentIntents.list({ limit: 1 })).data[0]?.id).toBe(intent.id)
  })

  test('a saved card is charged off session', async () => {
    const { customer, methodId } = await saveCard(sandbox, '4242424242424242')
    const paid = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      customer: customer.id,
      payment_method: methodId,
      off_session: true,
      confirm: true,
      expand: ['customer', 'latest_charge'],
    })
    expect(paid).toMatchObject({
      status: 'succeeded',
      customer: { id: customer.id },
      latest_charge: { customer: customer.id },
    })
  })

  test('a card that was set up with authentication is charged off session without it', async () => {
    const { customer, methodId } = await saveCard(sandbox, '4000002500003155')
    const paid = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      customer: customer.id,
      payment_method: methodId,
      off_session: true,
      confirm: true,
    })
    expect(paid.status).toBe('succeeded')
  })

  test('a card that always wants authentication fails off session with the intent in the error', async () => {
    const { customer, methodId } = await saveCard(sandbox, '4000002760003184')
    const failure = await failureOf(
      stripe.paymentIntents.create({
        amount: 2500,
        currency: 'usd',
        customer: customer.id,
        payment_method: methodId,
        off_session: true,
        confirm: true,
      }),
    )
    expect(failure).toMatchObject({
      statusCode: 402,
      type: 'StripeCardError',
      code: 'authentication_required',
      decline_code: 'authentication_required',
      payment_intent: { status: 'requires_payment_method' },
      payment_method: { id: methodId },
    })
  })

  test('on session it asks for authentication, and the page leads back to the shop', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 2500,
      currency: 'usd',
      payment_method: 'pm_card_authenticationRequired',
      confirm: true,
      return_url: 'http://127.0.0.1:3000/back?x=1',
    })
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    expect(await (await fetch(url)).text()).toContain('Complete authentication')
    const reply = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'complete' }),
      redirect: 'manual',
    })
    expect(reply.status).toBe(303)
    expect(reply.headers.get('location')).toContain('/back?x=1&payment_intent=')
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 2500,
    })
  })

  test('a saved card can be made to fail later, by the control API', async () => {
    const { customer, methodId } = await saveCard(sandbox, '4242424242424242')
    await sandbox.control(`/payment-methods/${methodId}/card`, { number: '4000000000009995' })
    const failure = await failureOf(
      stripe.paymentIntents.create({
        amount: 2500,
        currency: 'usd',
        customer: customer.id,
        payment_method: methodId,
        off_session: true,
        confirm: true,
      }),
    )
    expect(failure).toMatchObject({ code: 'card_declined', decline_code: 'insufficient_funds' })
  })

  test("another customer's card, and one that belongs to nobody, cannot be used", async () => {
    const { methodId } = await saveCard(sandbox, '4242424242424242')
    const stranger = await stripe.customers.create({})
    const use = { amount: 2500, currency: 'usd', payment_method: methodId, confirm: true } as const
    expect((await failureOf(stripe.paymentIntents.create({ ...use, customer: stranger.id }))).statusCode).toBe(400)
    await stripe.paymentMethods.detach(methodId)
    expect((await failureOf(stripe.paymentIntents.create(use))).statusCode).toBe(400)
  })
})

describe('payment methods', () => {
  test('are attached, listed for their customer only, and detached with the default that named them', async () => {
    const customer = await stripe.customers.create({})
    const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } })
    expect((await stripe.customers.listPaymentMethods(customer.id)).data.map(({ id }) => id)).toEqual([method.id])
    const withDefault = await stripe.customers.retrieve(customer.id, {
      expand: ['invoice_settings.default_payment_method'],
    })
    expect(withDefault).toMatchObject({ invoice_settings: { default_payment_method: { id: method.id } } })
    expect(await stripe.paymentMethods.detach(method.id)).toMatchObject({ customer: null })
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
      invoice_settings: { default_payment_method: null },
    })
    expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toEqual([])
  })
})

describe('refunds', () => {
  const pay = () =>
    stripe.paymentIntents.create({ amount: 1000, currency: 'usd', payment_method: 'pm_card_visa', confirm: true })

  test('give back a part, then the rest, and never more', async () => {
    const intent = await pay()
    const part = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 400,
      reason: 'requested_by_customer',
      metadata: { r: '1' },
    })
    expect(part).toMatchObject({ amount: 400, status: 'succeeded', payment_intent: intent.id, metadata: { r: '1' } })
    const tooMuch = await failureOf(stripe.refunds.create({ payment_intent: intent.id, amount: 601 }))
    expect(tooMuch).toMatchObject({ statusCode: 400, param: 'amount' })
    const rest = await stripe.refunds.create({ charge: String(intent.latest_charge) })
    expect(rest.amount).toBe(600)
    const over = await failureOf(stripe.refunds.create({ payment_intent: intent.id }))
    expect(over).toMatchObject({ code: 'charge_already_refunded' })
    const charge = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ['refunds'] })
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 1000 })
    expect(charge.refunds?.data.map(({ id }) => id)).toEqual([rest.id, part.id])
    const retrieved = await stripe.refunds.retrieve(part.id, { expand: ['charge', 'payment_intent.latest_charge'] })
    expect(retrieved).toMatchObject({ charge: { id: charge.id }, payment_intent: { latest_charge: { id: charge.id } } })
  })

  test('an unpaid intent has nothing to give back', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 1000, currency: 'usd' })
    expect((await failureOf(stripe.refunds.create({ payment_intent: intent.id }))).statusCode).toBe(400)
  })
})

describe('checkout sessions', () => {
  test('show their items, total and page, and name no intent before Pay is pressed', async () => {
    const session = await createSession(sandbox, {})
    expect(session).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      amount_total: 5275,
      payment_intent: null,
      livemode: false,
      metadata: { purchaseId: 'pur_1' },
    })
    expect(session.id).toMatch(/^cs_test_/)
    expect(session.url).toBe(`${sandbox.baseUrl}/checkout/${session.id}`)
    const items = await stripe.checkout.sessions.listLineItems(session.id)
    expect(items.data.map((item) => [item.description, item.amount_total])).toEqual([
      ['Credits', 5000],
      ['Fee', 275],
    ])
    const expanded = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items', 'payment_intent'] })
    expect(expanded.line_items?.data).toHaveLength(2)
  })

  test('expire by hand and by the clock, with the payment they had begun', async () => {
    const byHand = await createSession(sandbox)
    await pressPay(sandbox, byHand.id, { number: '4000000000000002' })
    expect(await stripe.checkout.sessions.expire(byHand.id)).toMatchObject({ status: 'expired', url: null })
    const started = await stripe.checkout.sessions.retrieve(byHand.id, { expand: ['payment_intent'] })
    expect(started.payment_intent).toMatchObject({ status: 'canceled', cancellation_reason: 'expired' })
    expect((await failureOf(stripe.checkout.sessions.expire(byHand.id))).statusCode).toBe(400)

    const nowSeconds = Math.floor(sandbox.clock.nowMs() / 1000)
    expect((await failureOf(createSession(sandbox, { expires_at: nowSeconds + 60 }))).param).toBe('expires_at')
    const byClock = await createSession(sandbox, { expires_at: nowSeconds + 1800 })
    sandbox.clock.advance(1_800_000)
    expect((await pressPay(sandbox, byClock.id)).status).toBe(410)
    expect(await stripe.checkout.sessions.retrieve(byClock.id)).toMatchObject({
      status: 'expired',
      payment_status: 'unpaid',
    })
    const events = await stripe.events.list({ type: 'checkout.session.expired' })
    expect(events.data.map((event) => (event.data.object as { id: string }).id)).toEqual([byClock.id, byHand.id])
  })

  test('an expansion that does not exist is refused', async () => {
    const session = await createSession(sandbox)
    const failure = await failureOf(stripe.checkout.sessions.retrieve(session.id, { expand: ['nonsense'] }))
    expect(failure).toMatchObject({ statusCode: 400 })
    expect(failure.message).toContain('cannot be expanded')
  })
})

describe('events', () => {
  test('are found by type and by time, so that a reconciler can walk them', async () => {
    const sinceSeconds = Math.floor(sandbox.clock.nowMs() / 1000) + 100
    sandbox.clock.advance(200_000)
    const session = await createSession(sandbox)
    await pressPay(sandbox, session.id)
    const events = await stripe.events.list({ created: { gte: sinceSeconds } }).autoPagingToArray({ limit: 100 })
    expect(events.map(({ type }) => type).toReversed()).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
    const charges = await stripe.events.list({ type: 'charge.*', created: { gte: sinceSeconds } })
    expect(charges.data.map(({ type }) => type)).toEqual(['charge.succeeded'])
    const [completed] = (await stripe.events.list({ types: ['checkout.session.completed'], limit: 1 })).data
    expect(completed).toMatchObject({
      object: 'event',
      api_version: '2026-10-28.endive',
      livemode: false,
      data: { object: { id: session.id, payment_status: 'paid' } },
    })
    expect((await stripe.events.retrieve(completed?.id ?? '')).id).toBe(completed?.id)
  })
})

describe('planned faults', () => {
  test('fail_before has no effect, and the SDK succeeds by retrying', async () => {
    await sandbox.control('/faults', { operation: 'customers.create', mode: 'fail_before' })
    const retrying = toSdk(sandbox.baseUrl, undefined, { maxNetworkRetries: 2 })
    await retrying.customers.create({ email: 'before@example.com' })
    expect((await stripe.customers.list({ email: 'before@example.com' })).data).toHaveLength(1)
  })

  test('fail_after loses the answer only: the retry with the same key finds what was done', async () => {
    await sandbox.control('/faults', { operation: 'customers.create', mode: 'fail_after' })
    const failure = await failureOf(stripe.customers.create({ email: 'after@example.com' }, { idempotencyKey: 'lost' }))
    expect(failure).toMatchObject({ statusCode: 500, type: 'StripeAPIError' })
    const again = await stripe.customers.create({ email: 'after@example.com' }, { idempotencyKey: 'lost' })
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true')
    expect((await stripe.customers.list({ email: 'after@example.com' })).data).toHaveLength(1)
  })

  test('hang_after takes effect although the caller gives up', async () => {
    await sandbox.control('/faults', { operation: 'customers.create', mode: 'hang_after' })
    const impatient = toSdk(sandbox.baseUrl, undefined, { timeout: 300 })
    const failure = await failureOf(impatient.customers.create({ email: 'hang@example.com' }))
    expect(failure.type).toBe('StripeConnectionError')
    expect((await stripe.customers.list({ email: 'hang@example.com' })).data).toHaveLength(1)
  })
})
