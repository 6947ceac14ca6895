/** One line an event. What is not here is stored and reported, never dropped. */
import { checkoutSessionAsyncPaymentFailed } from './checkout-session-async-payment-failed.ts'
import { checkoutSessionAsyncPaymentSucceeded } from './checkout-session-async-payment-succeeded.ts'
import { checkoutSessionCompleted } from './checkout-session-completed.ts'
import { checkoutSessionExpired } from './checkout-session-expired.ts'
import type { StripeEventHandler } from './event-handler.ts'
import { paymentIntentPaymentFailed } from './payment-intent-payment-failed.ts'
import { paymentIntentSucceeded } from './payment-intent-succeeded.ts'

export const STRIPE_EVENT_HANDLERS: ReadonlyMap<string, StripeEventHandler> = new Map([
  ['checkout.session.completed', checkoutSessionCompleted],
  ['checkout.session.async_payment_succeeded', checkoutSessionAsyncPaymentSucceeded],
  ['checkout.session.async_payment_failed', checkoutSessionAsyncPaymentFailed],
  ['checkout.session.expired', checkoutSessionExpired],
  ['payment_intent.succeeded', paymentIntentSucceeded],
  ['payment_intent.payment_failed', paymentIntentPaymentFailed],
])
