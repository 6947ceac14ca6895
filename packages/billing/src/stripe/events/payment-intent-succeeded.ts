/** `payment_intent.succeeded`: The money is there. Usually a companion of `checkout.session.completed`, and sometimes first. */
import { convergePayment } from '../../use-cases/converge-payment.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const paymentIntentSucceeded: StripeEventHandler = convergePayment
