import type { Purchase } from '@turnpike/billing/core/purchase'

/** A purchase as the page shows it. */
export type PurchaseView = Pick<
  Purchase,
  'id' | 'creditsCents' | 'feeCents' | 'totalCents' | 'status' | 'failureMessage' | 'createdAt' | 'checkoutUrl'
> & {
  /** What support and the card statement know it by. */
  reference: string
}

/** The payment page leads somewhere only while nothing was paid, and only for people who may pay. */
export const toPurchaseView = (purchase: Purchase, mayBuy: boolean): PurchaseView => ({
  id: purchase.id,
  creditsCents: purchase.creditsCents,
  feeCents: purchase.feeCents,
  totalCents: purchase.totalCents,
  status: purchase.status,
  failureMessage: purchase.failureMessage,
  createdAt: purchase.createdAt,
  checkoutUrl: mayBuy && purchase.status === 'created' ? purchase.checkoutUrl : null,
  reference: purchase.stripePaymentIntentId ?? purchase.id,
})
