/** The control APIs of the simulated Stripe and of the simulated providers. */
import { runningProduct } from './running-product.ts'

type Json = Record<string, unknown>

async function call<Answer>(method: string, path: string, body?: Json): Promise<Answer> {
  const answer = await fetch(`${runningProduct().sandboxUrl}/control${path}`, {
    method,
    ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} of the sandbox: ${answer.status} ${text}`)
  return JSON.parse(text) as Answer
}

export type ProviderCall = { provider: string; model: string | null; body: unknown; outcome: { state: string } }
export type ProviderSwitch = { mode: string; model?: string; times?: number; afterTokens?: number }

export const resetProviders = (): Promise<Json> => call('POST', '/providers/reset')

/** 0 answers at once, 1 is the full speed profile. */
export const setProviderSpeed = (factor: number): Promise<Json> => call('PUT', '/speed', { factor })

export const switchProvider = (provider: string, change: ProviderSwitch): Promise<Json> =>
  call('PUT', `/providers/${provider}`, change)

export const clearProvider = (provider: string): Promise<Json> => call('DELETE', `/providers/${provider}`)

/** The calls whose body holds this text, among the last 200 that reached any simulated provider. */
export async function providerCallsWith(text: string): Promise<ProviderCall[]> {
  const { requests } = await call<{ requests: ProviderCall[] }>('GET', '/providers/requests')
  return requests.filter(({ body }) => JSON.stringify(body).includes(text))
}

export type StripeObject = { id: string; object: string; [field: string]: unknown }
export type StripeEvent = { id: string; type: string; data: { object: StripeObject } }
export type Forgery =
  | 'wrong_signature'
  | 'wrong_secret'
  | 'old_timestamp'
  | 'changed_body'
  | 'missing_signature'
  | 'none'
type Attempt = { statusCode: number | null }

export const pauseWebhooks = (): Promise<Json> => call('POST', '/stripe/webhooks/pause')
export const resumeWebhooks = (): Promise<Json> => call('POST', '/stripe/webhooks/resume')

/** Everything Stripe has to say about one purchase, oldest first: its session, payment intent and charge. */
export async function eventsOfPurchase(purchaseId: string): Promise<StripeEvent[]> {
  const { events } = await call<{ events: { event: StripeEvent }[] }>('GET', '/stripe/events?limit=1000')
  return events
    .map(({ event }) => event)
    .filter((event) => JSON.stringify(event.data.object).includes(purchaseId))
    .toReversed()
}

/** How the receiver answered each of the deliveries, in the order in which they were sent. */
export async function deliverInOrder(eventIds: readonly string[]): Promise<(number | null)[]> {
  const { attempts } = await call<{ attempts: Attempt[] }>('POST', '/stripe/deliver-in-order', {
    eventIds: [...eventIds],
  })
  return attempts.map(({ statusCode }) => statusCode)
}

export async function forge(kind: Forgery, event: StripeEvent): Promise<number | null> {
  const { attempt } = await call<{ attempt: Attempt }>('POST', '/stripe/forge', { kind, event })
  return attempt.statusCode
}
