import { err, ok, type Result } from '@turnpike/kernel/result'
import { invalidRequest, type StripeFailure } from '../core/failure.ts'
import { formatAmount } from '../core/format-amount.ts'

export const SMALLEST_AMOUNT_CENTS = 50
export const LARGEST_AMOUNT_CENTS = 99_999_999

/** Stripe's bounds for one payment: $0.50 to $999,999.99. */
export function checkAmount(cents: number, currency: string, param: string): Result<number, StripeFailure> {
  if (cents < SMALLEST_AMOUNT_CENTS) {
    const message = `Amount must be at least ${formatAmount(SMALLEST_AMOUNT_CENTS, currency)} ${currency}`
    return err(invalidRequest(message, { code: 'amount_too_small', param }))
  }
  if (cents > LARGEST_AMOUNT_CENTS) {
    const message = `Amount must be no more than ${formatAmount(LARGEST_AMOUNT_CENTS, currency)} ${currency}`
    return err(invalidRequest(message, { code: 'amount_too_large', param }))
  }
  return ok(cents)
}
