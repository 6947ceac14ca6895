import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSession, pressPay } from '../testing/buy.ts'
import {
  type Received,
  startReceiver,
  startSandbox,
  type TestSandbox,
  WEBHOOK_SECRET,
} from '../testing/start-sandbox.ts'
import { GIVE_UP_AFTER_MS, nextProgress, RETRY_DELAYS_MS } from './retry-schedule.ts'

let sandbox: TestSandbox

beforeEach(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.close())

/** Verifies as the product does, at the sandbox's time of day. */
const verify = ({ body, signature }: Received): Stripe.Event =>
  sandbox.stripe.webhooks.constructEvent(
    body,
    signature,
    WEBHOOK_SECRET,
    300,
    undefined,
    Math.floor(sandbox.clock.nowMs()),
  )

const typesOf = (received: readonly Received[]): string[] => received.map(({ event }) => event.type)

type Attempts = { attempts: { statusCode: number | null; failure: string | null }[] }

describe('deliveries', () => {
  test('carry a signature that the real SDK accepts, and one event each', async () => {
    const session = await createSession(sandbox)
    await pressPay(sandbox, session.id)
    expect(await sandbox.dispatcher.runDue()).toBe(4)
    const events = sandbox.receiver.received.map(verify)
    expect(events.map(({ type }) => type)).toEqual([
      'payment_intent.created',
      'charge.succeeded',
      'payment_intent.succeeded',
      'checkout.session.completed',
    ])
    expect(events[3]).toMatchObject({ data: { object: { id: session.id, payment_status: 'paid' } } })
    expect(await sandbox.dispatcher.runDue()).toBe(0)
    expect((await sandbox.stripe.events.retrieve(events[3]?.id ?? '')).pending_webhooks).toBe(0)
  })

  test('the payer is sent on before any webhook was answered', async () => {
    const session = await createSession(sandbox)
    expect((await pressPay(sandbox, session.id)).status).toBe(303)
    expect(sandbox.receiver.received).toEqual([])
  })

  test('are tried again at growing waits until they are answered with 2xx, then never again', async () => {
    await sandbox.stripe.customers.create({})
    sandbox.receiver.answers.push(500, 404, 302)
    expect(await sandbox.dispatcher.runDue()).toBe(1)
    expect(await sandbox.dispatcher.runDue()).toBe(0)
    for (const delayMs of RETRY_DELAYS_MS.slice(0, 3)) {
      sandbox.clock.advance(delayMs - 1)
      expect(await sandbox.dispatcher.runDue()).toBe(0)
      sandbox.clock.advance(1)
      expect(await sandbox.dispatcher.runDue()).toBe(1)
    }
    sandbox.clock.advance(GIVE_UP_AFTER_MS)
    expect(await sandbox.dispatcher.runDue()).toBe(0)
    expect(sandbox.receiver.received).toHaveLength(4)
    expect(new Set(sandbox.receiver.received.map(({ body }) => body)).size).toBe(1)
  })

  test('a dead endpoint is an attempt that says why, and holds up nothing', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ webhookUrl: 'http://127.0.0.1:9/webhook' })
    await sandbox.stripe.customers.create({})
    await sandbox.stripe.customers.create({})
    expect(await sandbox.dispatcher.runDue()).toBe(2)
    const { events } = (await (await fetch(`${sandbox.baseUrl}/control/stripe/events`)).json()) as {
      events: ({ delivery: { status: string } } & Attempts)[]
    }
    expect(events).toHaveLength(2)
    for (const { attempts, delivery } of events) {
      expect(delivery.status).toBe('pending')
      expect(attempts[0]?.statusCode).toBeNull()
      expect(attempts[0]?.failure).toBeTruthy()
    }
  })

  test('go out by themselves when the sandbox runs for people', async () => {
    await sandbox.close()
    sandbox = await startSandbox({ automatic: true })
    await sandbox.stripe.customers.create({ name: 'by itself' })
    await expect.poll(() => typesOf(sandbox.receiver.received), { timeout: 5000 }).toEqual(['customer.created'])
  })

  test('are given up after three days', () => {
    let delivery = { attempts: 0, firstDueMs: 0 }
    let nowMs = 0
    for (;;) {
      const progress = nextProgress(delivery, false, nowMs)
      if (progress.status === 'abandoned') break
      expect(progress.nextAttemptMs).toBeGreaterThan(nowMs)
      delivery = { ...delivery, attempts: progress.attempts }
      nowMs = progress.nextAttemptMs
    }
    expect(nowMs).toBeGreaterThan(GIVE_UP_AFTER_MS - 2 * 3_600_000)
    expect(nowMs).toBeLessThanOrEqual(GIVE_UP_AFTER_MS)
  })
})

describe('the control API', () => {
  const eventIds = async (): Promise<string[]> =>
    (await sandbox.stripe.events.list({ limit: 100 })).data.map(({ id }) => id).toReversed()

  test('pauses and resumes: paused events wait and none is lost', async () => {
    await sandbox.control('/webhooks/pause')
    await sandbox.stripe.customers.create({})
    sandbox.clock.advance(60_000)
    expect(await sandbox.dispatcher.runDue()).toBe(0)
    expect(await sandbox.control('/webhooks/resume')).toMatchObject({ webhooks: { paused: false, pending: 1 } })
    expect(await sandbox.dispatcher.runDue()).toBe(1)
  })

  test('delivers an event again as often as asked, each time freshly signed', async () => {
    await sandbox.stripe.customers.create({})
    const [id] = await eventIds()
    const { attempts } = (await sandbox.control(`/events/${id}/deliver`, { times: 3 })) as unknown as Attempts
    expect(attempts.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(sandbox.receiver.received.map((received) => verify(received).id)).toEqual([id, id, id])
  })

  test('delivers in the order asked for', async () => {
    await sandbox.control('/webhooks/pause')
    await pressPay(sandbox, (await createSession(sandbox)).id)
    const reversed = (await eventIds()).toReversed()
    await sandbox.control('/deliver-in-order', { eventIds: reversed })
    expect(sandbox.receiver.received.map(({ event }) => event.id)).toEqual(reversed)
    expect(await sandbox.control('/deliver-in-order', { eventIds: ['evt_none'] })).toMatchObject({ status: 404 })
  })

  test.each(['wrong_signature', 'wrong_secret', 'old_timestamp', 'changed_body', 'missing_signature'])(
    'a forgery (%s) reaches the endpoint and the real SDK refuses it',
    async (kind) => {
      await sandbox.stripe.customers.create({})
      const [eventId] = await eventIds()
      expect(await sandbox.control('/forge', { kind, eventId })).toMatchObject({
        attempt: { origin: 'forged', statusCode: 200 },
      })
      const [forged] = sandbox.receiver.received
      if (!forged) throw new Error('nothing arrived')
      expect(() => verify(forged)).toThrow(Stripe.errors.StripeSignatureVerificationError)
    },
  )

  test('an event that never happened can be sent rightly signed', async () => {
    await sandbox.control('/forge', {
      kind: 'none',
      event: { id: 'evt_made_up', object: 'event', type: 'x.y', livemode: true },
    })
    const [sent] = sandbox.receiver.received
    if (!sent) throw new Error('nothing arrived')
    expect(verify(sent)).toMatchObject({ id: 'evt_made_up', livemode: true })
  })

  test('holds events back by a delay', async () => {
    await sandbox.control('/webhooks/delay', { delayMs: 5000 })
    await sandbox.stripe.customers.create({})
    expect(await sandbox.dispatcher.runDue()).toBe(0)
    sandbox.clock.advance(5000)
    expect(await sandbox.dispatcher.runDue()).toBe(1)
  })

  test('flush sends everything pending at once, before its time', async () => {
    sandbox.receiver.answers.push(500)
    await sandbox.stripe.customers.create({})
    await sandbox.dispatcher.runDue()
    expect(await sandbox.control('/webhooks/flush')).toMatchObject({ attempts: 1, webhooks: { pending: 0 } })
  })

  test('reset forgets everything', async () => {
    const customer = await sandbox.stripe.customers.create({})
    await sandbox.control('/reset')
    await expect(sandbox.stripe.customers.retrieve(customer.id)).rejects.toMatchObject({ statusCode: 404 })
    expect(await sandbox.dispatcher.runDue()).toBe(0)
  })

  test('a wrong command is told what is wrong with it', async () => {
    expect(await sandbox.control('/faults', { operation: 'nonsense', mode: 'fail_before' })).toMatchObject({
      status: 400,
    })
    expect(await sandbox.control('/webhooks/delay', { delayMs: -1 })).toMatchObject({ status: 400 })
  })
})

test('a restart keeps customers, payments, undelivered events, idempotency keys and the pause', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const receiver = await startReceiver()
  const first = await startSandbox({ dataDirectory, webhookUrl: receiver.url })
  const session = await createSession(first)
  await pressPay(first, session.id)
  const customer = await first.stripe.customers.create({ name: 'kept' }, { idempotencyKey: 'kept' })
  await first.control('/webhooks/pause')
  await first.close()

  const second = await startSandbox({ dataDirectory, webhookUrl: receiver.url })
  expect(await second.stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ status: 'complete' })
  expect((await second.stripe.customers.create({ name: 'kept' }, { idempotencyKey: 'kept' })).id).toBe(customer.id)
  expect(await second.dispatcher.runDue()).toBe(0)
  await second.control('/webhooks/resume')
  expect(await second.dispatcher.runDue()).toBe(5)
  expect(typesOf(receiver.received)).toContain('checkout.session.completed')
  await second.close()
  await receiver.close()
  rmSync(dataDirectory, { recursive: true })
})

test('the control page shows payments and events with their deliveries', async () => {
  await pressPay(sandbox, (await createSession(sandbox)).id)
  await sandbox.dispatcher.runDue()
  const text = await (await fetch(sandbox.baseUrl)).text()
  for (const part of ['checkout.session.completed', 'delivered', '$52.75', '/providers-control', 'Pause deliveries']) {
    expect(text).toContain(part)
  }
})
