/** An event about a Checkout session → the purchase that we opened it for. What else the event says is not believed. */
import type { Failure } from '@turnpike/contracts/errors/failure'
import { ok, type Result } from '@turnpike/kernel/result'
import { findPurchase } from '../store/purchases.ts'
import { readEventObject } from '../stripe/read-event-object.ts'
import type { StripeEvent } from '../stripe/stripe-event.ts'
import type { BillingDeps } from './billing-deps.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'

export async function convergeCheckout(deps: BillingDeps, event: StripeEvent): Promise<Result<null, Failure>> {
  const { id: checkoutId, purchaseId: claimed } = readEventObject(event)
  const opened = await findPurchase(deps.database, { stripeCheckoutId: checkoutId })
  if (claimed === null && opened === null) return ok(null) // A payment that is no purchase of credits.
  if (claimed !== null && opened !== null && claimed !== opened.id)
    deps.alarm({
      alarm: 'event_names_other_purchase',
      message: `Checkout session ${checkoutId} belongs to ${opened.id}, and an event says ${claimed}.`,
      organizationId: opened.organizationId,
      purchaseId: opened.id,
      externalId: event.id,
    })
  const purchase = opened ?? (await findPurchase(deps.database, { id: claimed ?? '' }))
  if (purchase === null || (opened === null && purchase.stripeCheckoutId !== null)) {
    deps.alarm({
      alarm: 'event_names_unknown_purchase',
      message: `Checkout session ${checkoutId} says it pays for ${claimed}, and we opened no such session. Nothing was credited.`,
      externalId: event.id,
    })
    return ok(null)
  }
  const { organizationId, id: purchaseId } = purchase
  const fulfilled = await fulfilPurchase(deps, { organizationId, purchaseId, claimedCheckoutId: checkoutId })
  return fulfilled.ok ? ok(null) : fulfilled
}
