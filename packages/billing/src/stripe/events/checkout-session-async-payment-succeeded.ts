/** `checkout.session.async_payment_succeeded`: A payment that takes days has arrived. */
import { convergeCheckout } from '../../use-cases/converge-checkout.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const checkoutSessionAsyncPaymentSucceeded: StripeEventHandler = convergeCheckout
