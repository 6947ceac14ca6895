/** `checkout.session.completed`: The buyer finished the payment page. Card payments are paid by now; bank debits are not yet. */
import { convergeCheckout } from '../../use-cases/converge-checkout.ts'
import type { StripeEventHandler } from './event-handler.ts'

export const checkoutSessionCompleted: StripeEventHandler = convergeCheckout
