/** `checkout.session.async_payment_failed`: A payment that takes days has failed. */
import { convergeCheckout } from '../../use-cases/converge-checkout.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const checkoutSessionAsyncPaymentFailed: StripeEventHandler = convergeCheckout
