/**
 * What billing asks of Stripe, in billing's own words. `createStripe` is the implementation over the `stripe` SDK; it is
 * the only file that talks to Stripe.
 */
import type { Failure } from '@turnpike/contracts/errors/failure'
import type { Result } from '@turnpike/kernel/result'
import type { CheckoutFacts } from '../core/purchase-decision.ts'
import type { StripeEvent } from './stripe-event.ts'

export type CheckoutOrder = {
  purchaseId: string
  customerId: string
  creditsCents: bigint
  feeCents: bigint
  currency: string
  /** Where the receipt goes. */
  receiptEmail: string
  successUrl: string
  cancelUrl: string
  /** The same key gives the same page. */
  idempotencyKey: string
}

export type StripePort = {
  /** Whether the key moves real money. */
  livemode: boolean
  /** The id of a customer; the same `idempotencyKey` gives the same customer. */
  createCustomer: (customer: {
    organizationId: string
    email: string
    idempotencyKey: string
  }) => Promise<Result<string, Failure>>
  /** A hosted payment page. Fails with `not_found` when Stripe does not know the customer. */
  createCheckout: (order: CheckoutOrder) => Promise<Result<{ checkoutId: string; url: string }, Failure>>
  /** What Stripe holds right now, or null when it has no such session. */
  readCheckout: (checkoutId: string) => Promise<Result<CheckoutFacts | null, Failure>>
  /** Events of the given types since an instant, oldest first. */
  listEvents: (since: Date, types: readonly string[]) => Promise<Result<StripeEvent[], Failure>>
}
