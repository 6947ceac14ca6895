/** The Stripe SDK behind billing's port. With the sandbox only its host differs. */
import type { Failure } from '@turnpike/contracts/errors/failure'
import { failure } from '@turnpike/contracts/errors/failure'
import { invariant } from '@turnpike/kernel/invariant'
import { err, ok, type Result } from '@turnpike/kernel/result'
import Stripe from 'stripe'
import { parseStripeEvent, type StripeEvent } from './stripe-event.ts'
import type { CheckoutOrder, StripePort } from './stripe-port.ts'
import { toCheckoutFacts } from './to-checkout-facts.ts'

const MAX_NETWORK_RETRIES = 2
const TIMEOUT_MS = 15_000
const PAGE_SIZE = 100
/** More events than this since the last look would not fit a run. */
const MOST_EVENTS = 10_000

export type StripeSettings = {
  secretKey: string
  /** Null or empty is Stripe itself; otherwise `http://host:port`, no path. */
  apiBaseUrl: string | null
}

export function createStripe(settings: StripeSettings): StripePort {
  invariant(settings.secretKey !== '', 'the Stripe secret key is empty')
  const stripe = new Stripe(settings.secretKey, {
    ...toHost(settings.apiBaseUrl),
    maxNetworkRetries: MAX_NETWORK_RETRIES,
    timeout: TIMEOUT_MS,
    telemetry: false,
  })
  return {
    livemode: /^(sk|rk)_live_/.test(settings.secretKey),
    createCustomer: ({ organizationId, email, idempotencyKey }) =>
      answer(async () => {
        const metadata = { organization_id: organizationId }
        return (await stripe.customers.create({ email, metadata }, { idempotencyKey })).id
      }),
    createCheckout: (order) => answer(() => createCheckout(stripe, order)),
    readCheckout: (checkoutId) => answer(() => readCheckout(stripe, checkoutId)),
    listEvents: (since, types) => answer(() => listEvents(stripe, since, types)),
  }
}

function toHost(apiBaseUrl: string | null) {
  if (apiBaseUrl === null || apiBaseUrl === '') return {}
  const url = new URL(apiBaseUrl)
  const protocol = url.protocol === 'http:' ? ('http' as const) : ('https' as const)
  invariant(url.pathname === '/', 'the Stripe base URL has no path: the SDK takes host and port only')
  return { protocol, host: url.hostname, port: url.port === '' ? (protocol === 'http' ? 80 : 443) : Number(url.port) }
}

async function createCheckout(stripe: Stripe, order: CheckoutOrder) {
  const metadata = { purchase_id: order.purchaseId }
  const session = await stripe.checkout.sessions.create(
    {
      mode: 'payment',
      customer: order.customerId,
      client_reference_id: order.purchaseId,
      line_items: [
        lineItem('Credits', order.creditsCents, order),
        lineItem('Platform fee', order.feeCents, order),
      ].filter((item) => item.price_data.unit_amount > 0),
      metadata,
      payment_intent_data: { metadata, receipt_email: order.receiptEmail },
      success_url: order.successUrl,
      cancel_url: order.cancelUrl,
    },
    { idempotencyKey: order.idempotencyKey },
  )
  invariant(session.url !== null, 'a hosted checkout session has an address')
  return { checkoutId: session.id, url: session.url }
}

const lineItem = (name: string, cents: bigint, order: CheckoutOrder) => ({
  quantity: 1,
  price_data: { currency: order.currency, unit_amount: Number(cents), product_data: { name } },
})

async function readCheckout(stripe: Stripe, checkoutId: string) {
  try {
    return toCheckoutFacts(await stripe.checkout.sessions.retrieve(checkoutId, { expand: ['payment_intent'] }))
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing') return null
    throw error
  }
}

async function listEvents(stripe: Stripe, since: Date, types: readonly string[]): Promise<StripeEvent[]> {
  const listed = stripe.events.list({
    created: { gte: Math.floor(since.getTime() / 1_000) },
    types: [...types],
    limit: PAGE_SIZE,
  })
  const events: StripeEvent[] = []
  for await (const item of listed) {
    invariant(events.length < MOST_EVENTS, `more than ${MOST_EVENTS} Stripe events since ${since.toISOString()}`)
    const event = parseStripeEvent(item)
    if (event) events.push(event)
  }
  return events.reverse()
}

/**
 * Trouble that passes becomes a failure for people; a refusal of what we sent is our mistake and is thrown. Nothing of
 * Stripe's own words goes out, they may name our account.
 */
async function answer<Value>(ask: () => Promise<Value>): Promise<Result<Value, Failure>> {
  try {
    return ok(await ask())
  } catch (error) {
    if (error instanceof Stripe.errors.StripeIdempotencyError)
      return err(failure('conflict', 'This purchase was started with other details. Start a new one.'))
    if (error instanceof Stripe.errors.StripeError && error.code === 'resource_missing' && error.param === 'customer')
      return err(failure('not_found', 'The payment processor does not know this customer.'))
    if (!isPassing(error)) throw error
    return err(
      failure('unavailable', 'The payment processor does not answer. You were not charged; try again in a minute.'),
    )
  }
}

const isPassing = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeConnectionError ||
  error instanceof Stripe.errors.StripeAPIError ||
  error instanceof Stripe.errors.StripeRateLimitError
