/**
 * The webhook door: verify, store once, apply, answer. A forged message changes nothing. Once an event is stored it is
 * applied by us or by the worker, whatever happens next; a 500 only makes Stripe remind us.
 */
import { storeInboundEvent } from '../store/inbound-events.ts'
import type { StripeEvent } from '../stripe/stripe-event.ts'
import { verifyWebhook, type WebhookProblem } from '../stripe/verify-webhook.ts'
import { applyStoredEvent } from './apply-stored-event.ts'
import type { BillingDeps } from './billing-deps.ts'

/** `webhookSecrets`: the current one first, then the previous one while they rotate. None may be empty. */
export type WebhookDeps = BillingDeps & { webhookSecrets: readonly string[] }

export type WebhookMessage = { rawBody: Uint8Array; signature: string | null }

/** What the route answers. The message is for the log of deliveries at Stripe. */
export type WebhookAnswer = { status: 200 | 400 | 413 | 500; message: string }

const REFUSALS: Record<WebhookProblem, WebhookAnswer> = {
  too_large: { status: 413, message: 'The body is too large.' },
  forged: { status: 400, message: 'The signature does not match, or is too old.' },
  malformed: { status: 400, message: 'The body is no event.' },
}

export async function receiveStripeEvent(deps: WebhookDeps, message: WebhookMessage): Promise<WebhookAnswer> {
  const verified = verifyWebhook(deps.clock, deps.webhookSecrets, message)
  if (!verified.ok) return REFUSALS[verified.error]
  const event = verified.value
  if (event.livemode !== deps.stripe.livemode)
    return { status: 400, message: `This is the ${deps.stripe.livemode ? 'live' : 'test'} mode.` }
  const stored = await storeStripeEvent(deps, event)
  if (stored.appliedAt !== null) return { status: 200, message: 'Known already.' }
  return (await applyStoredEvent(deps, stored))
    ? { status: 200, message: 'Applied.' }
    : { status: 500, message: 'Stored, but not applied yet.' }
}

export const storeStripeEvent = (deps: BillingDeps, event: StripeEvent) =>
  storeInboundEvent(deps.database, {
    id: deps.ids.next('inboundEvent'),
    source: 'stripe',
    externalId: event.id,
    type: event.type,
    payload: event.payload,
  })
