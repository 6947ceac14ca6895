/**
 * The far side of the few Stripe calls that billing makes, over real HTTP and in Stripe's own format, so that tests run
 * the production SDK. It remembers sessions and events, and honours idempotency keys.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'

export type FakeSession = {
  id: string
  object: 'checkout.session'
  status: string
  payment_status: string
  amount_total: number
  currency: string
  customer: string
  livemode: boolean
  metadata: Record<string, string>
  url: string
  payment_intent: string | null
}
type FakePayment = {
  id: string
  object: 'payment_intent'
  status: string
  last_payment_error: { message: string } | null
}
type Reply = { status: number; body: unknown }

export const WEBHOOK_SECRET = 'whsec_test_of_billing_0123456789'

export type FakeStripe = {
  baseUrl: string
  sessions: Map<string, FakeSession>
  payments: Map<string, FakePayment>
  customers: Set<string>
  /** How many POSTs were carried out, repeated ones not counted. */
  created: { customers: number; sessions: number }
  events: Stripe.Event[]
  /** While true every call is answered with 500. */
  down: boolean
  pay: (sessionId: string) => void
  /** A new event about a session as it is now, also listed by the API. */
  event: (type: string, object: object) => Stripe.Event
  close: () => Promise<void>
}

/** Signs an event as Stripe would. */
export function sign(event: object, settings: { secret?: string; timestamp?: number } = {}) {
  const payload = JSON.stringify(event)
  const secret = settings.secret ?? WEBHOOK_SECRET
  const timestamp = settings.timestamp ?? Math.floor(Date.now() / 1_000)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp })
  return { rawBody: new TextEncoder().encode(payload), signature }
}

export async function startFakeStripe(): Promise<FakeStripe> {
  const replies = new Map<string, Reply>()
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(fake, replies, request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const fake: FakeStripe = {
    baseUrl: `http://127.0.0.1:${port}`,
    sessions: new Map(),
    payments: new Map(),
    customers: new Set(),
    created: { customers: 0, sessions: 0 },
    events: [],
    down: false,
    pay: (sessionId) => pay(fake, sessionId),
    event: (type, object) => addEvent(fake, type, object),
    close: () => new Promise((closed) => server.close(() => closed())),
  }
  return fake
}

function pay(fake: FakeStripe, sessionId: string): void {
  const session = fake.sessions.get(sessionId)
  if (!session) throw new Error(`no session ${sessionId}`)
  const payment: FakePayment = {
    id: `pi_of_${sessionId}`,
    object: 'payment_intent',
    status: 'succeeded',
    last_payment_error: null,
  }
  fake.payments.set(payment.id, payment)
  Object.assign(session, { status: 'complete', payment_status: 'paid', payment_intent: payment.id })
}

function addEvent(fake: FakeStripe, type: string, object: object): Stripe.Event {
  const event = {
    id: `evt_${fake.events.length + 1}_${crypto.randomUUID()}`,
    object: 'event',
    type,
    created: Math.floor(Date.now() / 1_000),
    livemode: false,
    data: { object: structuredClone(object) },
  } as unknown as Stripe.Event
  fake.events.unshift(event)
  return event
}

async function answer(fake: FakeStripe, replies: Map<string, Reply>, request: IncomingMessage): Promise<Reply> {
  const form = new URLSearchParams(await readBody(request))
  if (fake.down) return { status: 500, body: { error: { type: 'api_error', message: 'down' } } }
  const key = request.method === 'POST' ? String(request.headers['idempotency-key']) : null
  const known = key === null ? undefined : replies.get(key)
  if (known) return known
  const reply = route(fake, `${request.method} ${request.url?.split('?')[0]}`, form)
  if (key !== null && reply.status === 200) replies.set(key, reply)
  return reply
}

function route(fake: FakeStripe, call: string, form: URLSearchParams): Reply {
  if (call === 'POST /v1/customers') return createCustomer(fake)
  if (call === 'POST /v1/checkout/sessions') return createSession(fake, form)
  if (call === 'GET /v1/events')
    return { status: 200, body: { object: 'list', data: fake.events, has_more: false, url: '/v1/events' } }
  const session = fake.sessions.get(call.replace('GET /v1/checkout/sessions/', ''))
  if (!session) return missing('session', 'id')
  return { status: 200, body: { ...session, payment_intent: fake.payments.get(session.payment_intent ?? '') ?? null } }
}

const missing = (what: string, param: string): Reply => ({
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', param, message: `No such ${what}` } },
})

function createCustomer(fake: FakeStripe): Reply {
  fake.created.customers++
  const id = `cus_${fake.created.customers}_${crypto.randomUUID()}`
  fake.customers.add(id)
  return { status: 200, body: { id, object: 'customer' } }
}

function createSession(fake: FakeStripe, form: URLSearchParams): Reply {
  const customer = form.get('customer') ?? ''
  if (!fake.customers.has(customer)) return missing('customer', 'customer')
  const amounts = [...form].filter(([name]) => name.endsWith('[unit_amount]')).map(([, cents]) => Number(cents))
  fake.created.sessions++
  const id = `cs_test_${fake.created.sessions}_${crypto.randomUUID()}`
  const session: FakeSession = {
    id,
    object: 'checkout.session',
    status: 'open',
    payment_status: 'unpaid',
    amount_total: amounts.reduce((sum, cents) => sum + cents, 0),
    currency: form.get('line_items[0][price_data][currency]') ?? '',
    customer,
    livemode: false,
    metadata: { purchase_id: form.get('metadata[purchase_id]') ?? '' },
    url: `${fake.baseUrl}/checkout/${id}`,
    payment_intent: null,
  }
  fake.sessions.set(id, session)
  return { status: 200, body: session }
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
