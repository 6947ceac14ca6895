import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CARD_FORM, createSession, postForm, pressPay } from '../testing/buy.ts'
import { startSandbox, type TestSandbox } from '../testing/start-sandbox.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
afterAll(() => sandbox.close())

const readSession = (id: string) =>
  sandbox.stripe.checkout.sessions.retrieve(id, {
    expand: ['payment_intent.latest_charge', 'payment_intent.payment_method'],
  })

const pathOf = (response: Response): string => new URL(response.headers.get('location') ?? '', sandbox.baseUrl).href

describe('the page', () => {
  test('says that it is simulated, shows the items and the total, and leads back', async () => {
    const session = await createSession(sandbox)
    const text = await (await fetch(session.url ?? '')).text()
    for (const part of [
      'No card is charged',
      'Credits',
      '$50.00',
      '$2.75',
      'Pay $52.75',
      'href="http://127.0.0.1:3000/cancel"',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/<(?:script|link|img)[^>]+(?:src|href)="http/)
  })

  test('shows what the shop called its goods as text, never as markup', async () => {
    const name = '<img src=x onerror=alert(1)>'
    const session = await createSession(sandbox, {
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name } } }],
    })
    const text = await (await fetch(session.url ?? '')).text()
    expect(text).not.toContain('<img')
    expect(text).toContain('&lt;img')
  })

  test('takes no form that a page of another site sends', async () => {
    const session = await createSession(sandbox)
    const reply = await fetch(`${sandbox.baseUrl}/checkout/${session.id}/pay`, {
      method: 'POST',
      body: new URLSearchParams(CARD_FORM),
      headers: { origin: 'https://evil.example' },
    })
    expect(reply.status).toBe(403)
    expect(await readSession(session.id)).toMatchObject({ status: 'open' })
  })

  test('an unknown address is a page too', async () => {
    expect((await fetch(`${sandbox.baseUrl}/checkout/cs_test_none`)).status).toBe(404)
    expect((await fetch(`${sandbox.baseUrl}/authentication/pi_none`)).status).toBe(404)
  })
})

describe('a card that works', () => {
  test('pays the session, and the payer is sent to the shop with the session id', async () => {
    const session = await createSession(sandbox)
    const reply = await pressPay(sandbox, session.id)
    expect(reply.status).toBe(303)
    expect(reply.headers.get('location')).toBe(`http://127.0.0.1:3000/success?session=${session.id}`)
    expect(await readSession(session.id)).toMatchObject({
      status: 'complete',
      payment_status: 'paid',
      customer_details: { email: 'payer@example.com', name: 'Test Payer' },
      payment_intent: {
        status: 'succeeded',
        amount_received: 5275,
        metadata: { purchaseId: 'pur_1' },
        latest_charge: { paid: true, status: 'succeeded', amount: 5275, billing_details: { name: 'Test Payer' } },
        payment_method: { customer: null, card: { last4: '4242', exp_month: 12, exp_year: 2034 } },
      },
    })
  })

  test('pressing Pay twice, even at once, pays once', async () => {
    const session = await createSession(sandbox)
    const replies = await Promise.all(Array.from({ length: 8 }, () => pressPay(sandbox, session.id)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([303]))
    const paid = await readSession(session.id)
    const intent = paid.payment_intent as { id: string }
    expect((await sandbox.stripe.charges.list({ payment_intent: intent.id })).data).toHaveLength(1)
    const page = await fetch(`${sandbox.baseUrl}/checkout/${session.id}`)
    expect(await page.text()).toContain('Already paid')
  })

  test('is kept for the customer only when the shop said so', async () => {
    const customer = await sandbox.stripe.customers.create({ email: 'keeper@example.com' })
    const once = await createSession(sandbox, { customer: customer.id })
    await pressPay(sandbox, once.id)
    expect((await sandbox.stripe.customers.listPaymentMethods(customer.id)).data).toHaveLength(0)
    const kept = await createSession(sandbox, {
      customer: customer.id,
      payment_intent_data: { setup_future_usage: 'off_session' },
    })
    await pressPay(sandbox, kept.id)
    const { data } = await sandbox.stripe.customers.listPaymentMethods(customer.id)
    expect(data).toMatchObject([{ customer: customer.id, card: { last4: '4242' } }])
  })

  test('without a customer or email the page asks for one, and keeping the card makes the customer', async () => {
    const session = await sandbox.stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'http://127.0.0.1:3000/ok',
      customer_creation: 'always',
      line_items: [
        { quantity: 2, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Credits' } } },
      ],
    })
    const refused = await pressPay(sandbox, session.id)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Enter your email address.')
    await postForm(`${sandbox.baseUrl}/checkout/${session.id}/pay`, { ...CARD_FORM, email: 'new@example.com' })
    const paid = await sandbox.stripe.checkout.sessions.retrieve(session.id, { expand: ['customer'] })
    expect(paid).toMatchObject({ status: 'complete', amount_total: 1000, customer: { email: 'new@example.com' } })
  })
})

describe('a card that is declined keeps the page, tells why and leaves the session open', () => {
  const declines = [
    ['4000000000000002', 'card_declined', 'generic_decline', 'Your card was declined.'],
    ['4000000000009995', 'card_declined', 'insufficient_funds', 'Your card has insufficient funds.'],
    ['4000000000000069', 'expired_card', 'expired_card', 'Your card has expired.'],
    ['4000000000000127', 'incorrect_cvc', 'incorrect_cvc', 'Your card&#39;s security code is incorrect.'],
    ['5555555555554444', 'card_declined', 'test_mode_live_card', 'Use one of 4242 4242 4242 4242, 4000 0000 0000 0002'],
  ] as const

  test.each(declines)('%s', async (number, code, declineCode, message) => {
    const session = await createSession(sandbox)
    const reply = await pressPay(sandbox, session.id, { number })
    expect(reply.status).toBe(402)
    const text = await reply.text()
    expect(text).toContain(message)
    expect(text).toContain('role="alert"')
    expect(await readSession(session.id)).toMatchObject({
      status: 'open',
      payment_status: 'unpaid',
      payment_intent: {
        status: 'requires_payment_method',
        amount_received: 0,
        last_payment_error: { code, decline_code: declineCode },
        latest_charge: { paid: false, status: 'failed', failure_code: code, outcome: { reason: declineCode } },
      },
    })
    expect((await pressPay(sandbox, session.id)).status).toBe(303)
    expect(await readSession(session.id)).toMatchObject({
      status: 'complete',
      payment_intent: { status: 'succeeded', last_payment_error: null },
    })
  })

  test('the number of a card that is no test card is kept nowhere', async () => {
    const session = await createSession(sandbox)
    await pressPay(sandbox, session.id, { number: '5555555555554444' })
    const events = await sandbox.stripe.events.list({ limit: 100 })
    expect(JSON.stringify(events.data)).not.toContain('5555555555554444')
  })
})

describe('what was typed wrongly is told beside its field, and nothing is tried', () => {
  test.each([
    ['number', { number: '4242424242424241' }, 'Your card number is invalid.'],
    ['number', { number: '' }, 'Enter a card number.'],
    ['expiry', { expiry: '13 / 30' }, 'Enter your card&#39;s expiry as MM / YY.'],
    ['expiry', { expiry: '01 / 20' }, 'Your card&#39;s expiration date is in the past.'],
    ['cvc', { cvc: '12' }, 'Enter the 3 or 4 digits of the security code.'],
    ['name', { name: ' ' }, 'Enter the name on the card.'],
  ])('%s %o', async (field, form, message) => {
    const session = await createSession(sandbox)
    const reply = await pressPay(sandbox, session.id, form)
    expect(reply.status).toBe(422)
    const text = await reply.text()
    expect(text).toContain(message)
    expect(text).toContain(`aria-describedby="${field}-error"`)
    expect(await readSession(session.id)).toMatchObject({ status: 'open', payment_intent: null })
  })
})

describe('a card that wants authentication', () => {
  test.each(['4000002500003155', '4000002760003184'])(
    '%s pays after the 3-D Secure step is completed',
    async (number) => {
      const session = await createSession(sandbox)
      const step = await pressPay(sandbox, session.id, { number })
      expect(step.status).toBe(303)
      const url = pathOf(step)
      expect(url).toContain('/authentication/pi_')
      expect(await readSession(session.id)).toMatchObject({
        status: 'open',
        payment_intent: { status: 'requires_action' },
      })
      expect(await (await fetch(url)).text()).toContain('Fail authentication')
      const done = await postForm(url, { outcome: 'complete' })
      expect(done.headers.get('location')).toBe(`http://127.0.0.1:3000/success?session=${session.id}`)
      const again = await postForm(url, { outcome: 'complete' })
      expect(again.headers.get('location')).toBe(done.headers.get('location'))
      const paid = await readSession(session.id)
      expect(paid).toMatchObject({ status: 'complete', payment_intent: { status: 'succeeded' } })
      const { id } = paid.payment_intent as { id: string }
      expect((await sandbox.stripe.charges.list({ payment_intent: id })).data).toHaveLength(1)
    },
  )

  test('failing the step charges nothing and leads back to the page, which tells why', async () => {
    const session = await createSession(sandbox)
    const url = pathOf(await pressPay(sandbox, session.id, { number: '4000002760003184' }))
    const failed = await postForm(url, { outcome: 'fail' })
    expect(failed.headers.get('location')).toBe(`/checkout/${session.id}`)
    expect(await (await fetch(pathOf(failed))).text()).toContain('unable to authenticate your payment method')
    expect(await readSession(session.id)).toMatchObject({
      status: 'open',
      payment_intent: {
        status: 'requires_payment_method',
        latest_charge: null,
        last_payment_error: { code: 'payment_intent_authentication_failure' },
      },
    })
    expect((await postForm(url, { outcome: 'complete' })).headers.get('location')).toBe(`/checkout/${session.id}`)
    expect(await readSession(session.id)).toMatchObject({ status: 'open' })
  })

  test('a session whose time ran out during the step is not paid by it', async () => {
    const session = await createSession(sandbox)
    const url = pathOf(await pressPay(sandbox, session.id, { number: '4000002760003184' }))
    sandbox.clock.advance(24 * 60 * 60 * 1000)
    const late = await postForm(url, { outcome: 'complete' })
    expect((await fetch(pathOf(late))).status).toBe(410)
    expect(await readSession(session.id)).toMatchObject({ status: 'expired', payment_intent: { status: 'canceled' } })
  })

  test('a session that expired during the step is not paid by it', async () => {
    const session = await createSession(sandbox)
    const url = pathOf(await pressPay(sandbox, session.id, { number: '4000002760003184' }))
    await sandbox.stripe.checkout.sessions.expire(session.id)
    await postForm(url, { outcome: 'complete' })
    expect(await readSession(session.id)).toMatchObject({ status: 'expired', payment_intent: { status: 'canceled' } })
  })
})
