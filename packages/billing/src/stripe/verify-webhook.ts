/**
 * Lets only what Stripe signed in. Guarantees: a forged, changed, stale or oversized body is refused, and without a
 * secret nothing at all is accepted.
 */
import type { Clock } from '@turnpike/kernel/clock'
import { invariant } from '@turnpike/kernel/invariant'
import { err, ok, type Result } from '@turnpike/kernel/result'
import Stripe from 'stripe'
import { parseStripeEvent, type StripeEvent } from './stripe-event.ts'

export const MOST_WEBHOOK_BYTES = 256 * 1024
const TOLERANCE_SECONDS = 300

export type WebhookProblem = 'too_large' | 'forged' | 'malformed'

/** `secrets`: the current one, and the previous one while they rotate. `rawBody` exactly as it arrived. */
export function verifyWebhook(
  clock: Clock,
  secrets: readonly string[],
  message: { rawBody: Uint8Array; signature: string | null },
): Result<StripeEvent, WebhookProblem> {
  invariant(secrets.length > 0 && !secrets.includes(''), 'a webhook secret is empty: anybody could sign with it')
  if (message.rawBody.byteLength > MOST_WEBHOOK_BYTES) return err('too_large')
  const { signature } = message
  if (signature === null || !secrets.some((secret) => isSigned(clock, secret, message.rawBody, signature)))
    return err('forged')
  const event = parseStripeEvent(parseJson(message.rawBody))
  return event ? ok(event) : err('malformed')
}

function isSigned(clock: Clock, secret: string, rawBody: Uint8Array, signature: string): boolean {
  const body = Buffer.from(rawBody)
  try {
    Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, clock.nowMs())
    return true
  } catch {
    // Not this secret, too old, or not JSON: whichever it is, the message is not let in on this secret.
    return false
  }
}

function parseJson(rawBody: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    return null
  }
}
