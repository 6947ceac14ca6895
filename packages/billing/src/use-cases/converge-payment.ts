/** An event about a payment → the purchase it says it is for. Whether it really is, the purchase's own session decides. */
import type { Failure } from '@turnpike/contracts/errors/failure'
import { ok, type Result } from '@turnpike/kernel/result'
import { findPurchase } from '../store/purchases.ts'
import { readEventObject } from '../stripe/read-event-object.ts'
import type { StripeEvent } from '../stripe/stripe-event.ts'
import type { BillingDeps } from './billing-deps.ts'
import { fulfilPurchase } from './fulfil-purchase.ts'

export async function convergePayment(deps: BillingDeps, event: StripeEvent): Promise<Result<null, Failure>> {
  const { id: stripePaymentIntentId, purchaseId: claimed } = readEventObject(event)
  const paid = await findPurchase(deps.database, { stripePaymentIntentId })
  if (paid === null && claimed === null) return ok(null) // A payment that is no purchase of credits.
  const purchase = paid ?? (await findPurchase(deps.database, { id: claimed ?? '' }))
  if (purchase === null) {
    deps.alarm({
      alarm: 'event_names_unknown_purchase',
      message: `Payment ${stripePaymentIntentId} says it is for ${claimed}, which we do not have. Nothing was credited.`,
      externalId: event.id,
    })
    return ok(null)
  }
  const { organizationId, id: purchaseId } = purchase
  const fulfilled = await fulfilPurchase(deps, { organizationId, purchaseId })
  if (!fulfilled.ok) return fulfilled
  const { stripePaymentIntentId: ours } = fulfilled.value
  if (ours !== null && ours !== stripePaymentIntentId)
    deps.alarm({
      alarm: 'event_names_other_purchase',
      message: `Payment ${stripePaymentIntentId} says it is for ${purchaseId}, which was paid by ${ours}. It was not credited.`,
      organizationId,
      purchaseId,
      externalId: event.id,
    })
  return ok(null)
}
