/** `checkout.session.expired`: The payment page closed without a payment. */
import { convergeCheckout } from '../../use-cases/converge-checkout.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const checkoutSessionExpired: StripeEventHandler = convergeCheckout
