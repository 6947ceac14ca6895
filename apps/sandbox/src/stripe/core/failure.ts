/** Stripe's errors as values: `status` is the HTTP status, the rest is the `error` object of the answer. */
import type { PaymentError, WirePaymentIntent } from './wire.ts'

export type StripeFailure = {
  status: 400 | 401 | 402 | 404 | 409 | 500
  error: {
    type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'
    message: string
    code?: string
    param?: string
    decline_code?: string
    doc_url?: string
    charge?: string
    payment_intent?: WirePaymentIntent
    payment_method?: unknown
  }
}

export const docUrl = (code: string): string => `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`

/** A mistake in the request: 400 unless said otherwise. */
export const invalidRequest = (
  message: string,
  details: { code?: string; param?: string; status?: 400 | 404; payment_intent?: WirePaymentIntent } = {},
): StripeFailure => {
  const { status = 400, ...rest } = details
  return {
    status,
    error: {
      type: 'invalid_request_error',
      message,
      ...rest,
      ...(rest.code ? { doc_url: docUrl(rest.code) } : {}),
    },
  }
}

/** An object named in the path is missing (404), or one named in a parameter (400). */
export const missingResource = (noun: string, id: string, param: string): StripeFailure =>
  invalidRequest(`No such ${noun}: '${id}'`, {
    code: 'resource_missing',
    param,
    status: param === 'id' || param === 'intent' || param === 'session' ? 404 : 400,
  })

/** A payment that was tried and did not go through. */
export const paymentFailed = (error: PaymentError, intent: WirePaymentIntent): StripeFailure => ({
  status: 402,
  error: { ...error, payment_intent: intent },
})
