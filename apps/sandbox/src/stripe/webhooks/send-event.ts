import type { WireEvent } from '../core/wire.ts'
import { type AttemptOrigin, type DeliveryAttempt, recordAttempt } from '../store/delivery-store.ts'
import { nowSeconds, type World } from '../world.ts'
import { postWebhook } from './post-webhook.ts'
import { signPayload } from './sign-payload.ts'

/** What is sent: the text and its signature (null leaves the header out). */
export type SignedPayload = { payload: string; signature: string | null }

/** The event as Stripe sends it: signed now, with the endpoint's secret. */
export function toSignedPayload(world: World, event: WireEvent): SignedPayload {
  const payload = JSON.stringify(event, null, 2)
  return { payload, signature: signPayload(payload, world.settings.webhookSecret, nowSeconds(world)) }
}

/** POSTs to the configured endpoint and notes the attempt under `eventId`. */
export async function sendPayload(
  world: World,
  eventId: string,
  signed: SignedPayload,
  origin: AttemptOrigin,
): Promise<DeliveryAttempt> {
  const { webhookUrl, webhookTimeoutMs } = world.settings
  const reply = await postWebhook({ url: webhookUrl, timeoutMs: webhookTimeoutMs, ...signed })
  const attempt: DeliveryAttempt = { eventId, origin, attemptedMs: world.clock.nowMs(), ...reply }
  recordAttempt(world.database, attempt)
  return attempt
}
