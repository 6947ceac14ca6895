import { err, ok, type Result } from '@turnpike/kernel/result'
import type { Change } from './change.ts'
import { invalidRequest, type StripeFailure } from './failure.ts'
import type { WirePaymentIntent } from './wire.ts'

/** Gives the payment up. A finished intent cannot be canceled. */
export function cancelPaymentIntent(
  intent: WirePaymentIntent,
  reason: WirePaymentIntent['cancellation_reason'],
  nowSeconds: number,
): Result<{ intent: WirePaymentIntent; change: Change }, StripeFailure> {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    return err(
      invalidRequest(
        `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.`,
        { code: 'payment_intent_unexpected_state', payment_intent: intent },
      ),
    )
  }
  const canceled: WirePaymentIntent = {
    ...intent,
    canceled_at: nowSeconds,
    cancellation_reason: reason,
    next_action: null,
    status: 'canceled',
  }
  return ok({
    intent: canceled,
    change: { saved: [{ object: canceled }], events: [{ type: 'payment_intent.canceled', object: canceled }] },
  })
}
