import { type KnownMethod, makePaymentMethod } from '../core/make-payment-method.ts'
import { findCardByToken } from '../core/test-cards.ts'
import { findKnownObject } from '../store/object-store.ts'
import { toMoment, type World } from '../world.ts'

const TOKEN_EXPIRY_YEARS = 4

/**
 * The payment method with that id. One of Stripe's test tokens (`pm_card_visa`, …) makes a fresh method for its card,
 * as it does at Stripe.
 */
export function findMethod(world: World, id: string): KnownMethod | null {
  const known = findKnownObject(world.database, 'payment_method', id)
  if (known) return { method: known.object, hidden: known.hidden }
  const card = findCardByToken(id)
  if (!card) return null
  const expiryYear = new Date(world.clock.nowMs()).getUTCFullYear() + TOKEN_EXPIRY_YEARS
  return makePaymentMethod(
    { number: card.number, expiryMonth: 12, expiryYear, holderName: null, email: null },
    toMoment(world),
  )
}
