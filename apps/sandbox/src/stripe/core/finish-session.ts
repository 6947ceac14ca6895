/** A session leaves `open` exactly once: completed by a payment, or expired. */
import { err, ok, type Result } from '@turnpike/kernel/result'
import { cancelPaymentIntent } from './cancel-payment-intent.ts'
import { type Change, joinChanges, NO_CHANGE } from './change.ts'
import { invalidRequest, type StripeFailure } from './failure.ts'
import { toCustomerDetails } from './make-session.ts'
import type { WirePaymentIntent, WireSession } from './wire.ts'

export type Payer = { email: string | null; name: string | null }

/** The session paid by its intent. */
export function completeSession(session: WireSession, payer: Payer): { session: WireSession; change: Change } {
  const complete: WireSession = {
    ...session,
    customer_details: toCustomerDetails(payer.email, payer.name),
    payment_status: 'paid',
    status: 'complete',
    url: null,
  }
  return {
    session: complete,
    change: { saved: [{ object: complete }], events: [{ type: 'checkout.session.completed', object: complete }] },
  }
}

/** The session closed unpaid, and its intent, if Pay was ever pressed, canceled with it. */
export function expireSession(
  session: WireSession,
  intent: WirePaymentIntent | null,
  nowSeconds: number,
): Result<{ session: WireSession; change: Change }, StripeFailure> {
  if (session.status !== 'open') {
    return err(
      invalidRequest(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
      ),
    )
  }
  const expired: WireSession = { ...session, status: 'expired', url: null }
  const canceled = intent ? cancelPaymentIntent(intent, 'expired', nowSeconds) : null
  const change = joinChanges(
    { saved: [{ object: expired }], events: [{ type: 'checkout.session.expired', object: expired }] },
    canceled?.ok ? canceled.value.change : NO_CHANGE,
  )
  return ok({ session: expired, change })
}

/** Where the payer goes after paying: Stripe puts the session's id in place of the placeholder. */
export const toSuccessUrl = (session: WireSession): string =>
  session.success_url.replaceAll('{CHECKOUT_SESSION_ID}', session.id)
