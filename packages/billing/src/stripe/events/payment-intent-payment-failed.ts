/** `payment_intent.payment_failed`: A card was declined. The buyer may try another one on the same page. */
import { convergePayment } from '../../use-cases/converge-payment.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const paymentIntentPaymentFailed: StripeEventHandler = convergePayment
