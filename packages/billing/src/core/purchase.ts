/** A purchase of credits as our own row says it; Stripe is asked, never believed about amounts. */

export const PURCHASE_STATUSES = [
  'created',
  'processing',
  'paid',
  'fulfilled',
  'failed',
  'expired',
  'refunded',
  'rejected',
] as const
export type PurchaseStatus = (typeof PURCHASE_STATUSES)[number]

export type Purchase = {
  id: string
  organizationId: string
  userId: string
  creditsCents: bigint
  feeCents: bigint
  totalCents: bigint
  currency: string
  status: PurchaseStatus
  /** Why a payment failed, in words for the buyer. */
  failureMessage: string | null
  stripeCheckoutId: string | null
  stripePaymentIntentId: string | null
  checkoutUrl: string | null
  createdAt: Date
  fulfilledAt: Date | null
}
