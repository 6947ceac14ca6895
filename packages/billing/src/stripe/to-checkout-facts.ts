/** A Checkout session of the SDK, with its payment expanded, → the facts that a decision needs. */
import { invariant } from '@turnpike/kernel/invariant'
import type Stripe from 'stripe'
import type { CheckoutFacts } from '../core/purchase-decision.ts'

export function toCheckoutFacts(session: Stripe.Checkout.Session): CheckoutFacts {
  const payment = session.payment_intent
  invariant(payment === null || typeof payment === 'object', 'the payment of a session was asked for expanded')
  return {
    checkoutId: session.id,
    purchaseId: session.metadata?.purchase_id ?? null,
    status: toStatus(session.status),
    paymentStatus: toPaymentStatus(session.payment_status),
    amountTotalCents: session.amount_total === null ? null : BigInt(session.amount_total),
    currency: session.currency,
    customerId: typeof session.customer === 'string' ? session.customer : (session.customer?.id ?? null),
    livemode: session.livemode,
    paymentIntentId: payment?.id ?? null,
    paymentIntentStatus: payment?.status ?? null,
    failureMessage: payment?.last_payment_error?.message ?? null,
  }
}

/** Words we do not know are read as "nothing has happened yet". */
const toStatus = (status: string | null): CheckoutFacts['status'] =>
  status === 'complete' || status === 'expired' ? status : 'open'

const toPaymentStatus = (status: string): CheckoutFacts['paymentStatus'] =>
  status === 'paid' || status === 'no_payment_required' ? status : 'unpaid'
