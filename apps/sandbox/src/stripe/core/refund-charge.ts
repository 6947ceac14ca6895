/** Money goes back at most once: the sum of a charge's refunds never exceeds what was paid. */
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { Change, Moment } from './change.ts'
import { invalidRequest, type StripeFailure } from './failure.ts'
import { formatAmount } from './format-amount.ts'
import type { WireCharge, WireRefund } from './wire.ts'

/** `amount` in cents; null refunds what is left. */
export type RefundFields = { amount: number | null; reason: WireRefund['reason']; metadata: WireRefund['metadata'] }

export function refundCharge(
  charge: WireCharge,
  fields: RefundFields,
  moment: Moment,
): Result<{ refund: WireRefund; change: Change }, StripeFailure> {
  const refundable = checkRefundable(charge, fields.amount)
  if (!refundable.ok) return refundable
  const amount = refundable.value
  const refund: WireRefund = {
    id: moment.nextId('re_'),
    object: 'refund',
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: moment.nowSeconds,
    currency: charge.currency,
    customer: charge.customer,
    customer_account: null,
    destination_details: {
      card: { type: 'refund', reference_status: 'pending', reference_type: 'acquirer_reference_number' },
      type: 'card',
    },
    metadata: fields.metadata,
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: fields.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: 'succeeded',
    transfer_reversal: null,
  }
  const refunded = charge.amount_refunded + amount
  const updated: WireCharge = { ...charge, amount_refunded: refunded, refunded: refunded === charge.amount_captured }
  return ok({
    refund,
    change: {
      saved: [{ object: refund }, { object: updated }],
      events: [
        { type: 'refund.created', object: refund },
        { type: 'charge.refunded', object: updated },
      ],
    },
  })
}

function checkRefundable(charge: WireCharge, wanted: number | null): Result<number, StripeFailure> {
  if (!charge.paid) {
    return err(
      invalidRequest(`Charge ${charge.id} has not been paid, so it cannot be refunded.`, {
        code: 'charge_not_refundable',
      }),
    )
  }
  const left = charge.amount_captured - charge.amount_refunded
  if (left === 0) {
    return err(invalidRequest(`Charge ${charge.id} has already been refunded.`, { code: 'charge_already_refunded' }))
  }
  const amount = wanted ?? left
  if (amount < 1) {
    return err(invalidRequest('Invalid positive integer', { code: 'parameter_invalid_integer', param: 'amount' }))
  }
  if (amount > left) {
    return err(
      invalidRequest(
        `Refund amount (${formatAmount(amount, charge.currency)}) is greater than unrefunded amount on charge (${formatAmount(left, charge.currency)})`,
        { param: 'amount' },
      ),
    )
  }
  return ok(amount)
}
