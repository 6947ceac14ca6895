/**
 * What to do with a purchase, from our row and from what Stripe says when asked. Events are only a reason to ask, so
 * duplicates, disorder and delay lead to the same decision. A paid session is fulfilled only when everything about it
 * is what we ordered.
 */
import type { Purchase, PurchaseStatus } from './purchase.ts'

/** A Checkout session and its payment as Stripe holds them right now. */
export type CheckoutFacts = {
  checkoutId: string
  /** The purchase that the session says it pays for. */
  purchaseId: string | null
  status: 'open' | 'complete' | 'expired'
  paymentStatus: 'paid' | 'unpaid' | 'no_payment_required'
  amountTotalCents: bigint | null
  currency: string | null
  customerId: string | null
  livemode: boolean
  paymentIntentId: string | null
  paymentIntentStatus: string | null
  /** The processor's last reason for a decline, in its own words. */
  failureMessage: string | null
}

export type PurchaseDecision =
  | { decision: 'fulfil' }
  | { decision: 'move'; status: PurchaseStatus; failureMessage: string | null }
  | { decision: 'reject'; why: string }
  | { decision: 'wait'; failureMessage: string | null }

export type Expected = { customerId: string | null; livemode: boolean }

export function decidePurchase(purchase: Purchase, expected: Expected, facts: CheckoutFacts): PurchaseDecision {
  const mismatch = findMismatch(purchase, expected, facts)
  if (mismatch !== null) return { decision: 'reject', why: mismatch }
  if (facts.paymentStatus === 'paid') return { decision: 'fulfil' }
  const { failureMessage } = facts
  if (facts.status === 'expired') return { decision: 'move', status: 'expired', failureMessage }
  if (facts.status === 'open') return { decision: 'wait', failureMessage }
  const failed = ['requires_payment_method', 'canceled'].includes(facts.paymentIntentStatus ?? '')
  return { decision: 'move', status: failed ? 'failed' : 'processing', failureMessage }
}

/** The first thing that is not as ordered, or null. Names the field, never a secret. */
function findMismatch(purchase: Purchase, expected: Expected, facts: CheckoutFacts): string | null {
  const compared: [what: string, ordered: unknown, found: unknown][] = [
    ['checkout session', purchase.stripeCheckoutId, facts.checkoutId],
    ['purchase id', purchase.id, facts.purchaseId],
    ['live mode', expected.livemode, facts.livemode],
    ['amount in cents', purchase.totalCents, facts.amountTotalCents],
    ['currency', purchase.currency, facts.currency],
    ['customer', expected.customerId, facts.customerId],
  ]
  const wrong = compared.find(([, ordered, found]) => ordered !== found)
  if (wrong) return `${wrong[0]} is ${String(wrong[2])} at Stripe, and ${String(wrong[1])} was ordered`
  return facts.paymentStatus === 'no_payment_required' ? 'the session asks for no payment' : null
}
