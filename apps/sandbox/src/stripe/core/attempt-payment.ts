/**
 * One try to pay an intent with a card. Whatever the card does, the intent is left in exactly one of three states:
 * paid, waiting for authentication, or wanting another payment method. A succeeded or canceled intent is never tried.
 */
import { invariant } from '@turnpike/kernel/invariant'
import type { Change, Moment } from './change.ts'
import { docUrl } from './failure.ts'
import { makeCharge } from './make-charge.ts'
import { attachMethod, type KnownMethod } from './make-payment-method.ts'
import { judgeCard } from './test-cards.ts'
import type { PaymentError, WirePaymentIntent } from './wire.ts'

export type PaymentAttempt = {
  intent: WirePaymentIntent
  known: KnownMethod
  offSession: boolean
  authenticated: boolean
  /** Where the payer authenticates, and where the payer goes afterwards (null: the SDK in the browser handles it). */
  authenticationUrl: string
  returnUrl: string | null
}

export type AttemptOutcome =
  | { kind: 'succeeded'; intent: WirePaymentIntent; change: Change }
  | { kind: 'requires_action'; intent: WirePaymentIntent; change: Change }
  | { kind: 'failed'; intent: WirePaymentIntent; change: Change; error: PaymentError }

export const canAttempt = (intent: WirePaymentIntent): boolean =>
  intent.status !== 'succeeded' && intent.status !== 'canceled'

/** Charges the card, or asks for authentication, or declines. */
export function attemptPayment(attempt: PaymentAttempt, moment: Moment): AttemptOutcome {
  invariant(canAttempt(attempt.intent), 'a finished payment intent is never tried again')
  const verdict = judgeCard(attempt.known.hidden.cardNumber, {
    setUpForOffSession: attempt.known.hidden.setUpForOffSession,
    authenticated: attempt.authenticated,
    offSession: attempt.offSession,
  })
  if (verdict.kind === 'succeed') return succeed(attempt, moment)
  if (verdict.kind === 'authenticate') return askForAuthentication(attempt)
  return declineCharge(attempt, verdict.error, moment)
}

function succeed(attempt: PaymentAttempt, moment: Moment): AttemptOutcome {
  const { intent } = attempt
  const keepsCard = intent.setup_future_usage !== null && intent.customer !== null
  const attaches = keepsCard && attempt.known.method.customer === null
  const known =
    keepsCard && intent.customer !== null
      ? attachMethod(attempt.known, intent.customer, intent.setup_future_usage === 'off_session')
      : attempt.known
  const charge = makeCharge(intent, known, null, attempt.authenticated, moment)
  const paid: WirePaymentIntent = {
    ...intent,
    amount_received: intent.amount,
    last_payment_error: null,
    latest_charge: charge.id,
    next_action: null,
    payment_method: known.method.id,
    status: 'succeeded',
  }
  const change: Change = {
    saved: [{ object: known.method, hidden: known.hidden }, { object: charge }, { object: paid }],
    events: [
      ...(attaches ? [{ type: 'payment_method.attached', object: known.method } as const] : []),
      { type: 'charge.succeeded', object: charge },
      { type: 'payment_intent.succeeded', object: paid },
    ],
  }
  return { kind: 'succeeded', intent: paid, change }
}

function askForAuthentication({ intent, known, authenticationUrl, returnUrl }: PaymentAttempt): AttemptOutcome {
  const waiting: WirePaymentIntent = {
    ...intent,
    last_payment_error: null,
    next_action:
      returnUrl === null
        ? { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'three_d_secure_redirect', stripe_js: authenticationUrl } }
        : { type: 'redirect_to_url', redirect_to_url: { url: authenticationUrl, return_url: returnUrl } },
    payment_method: known.method.id,
    status: 'requires_action',
  }
  return {
    kind: 'requires_action',
    intent: waiting,
    change: {
      saved: [{ object: known.method, hidden: known.hidden }, { object: waiting }],
      events: [{ type: 'payment_intent.requires_action', object: waiting }],
    },
  }
}

function declineCharge(attempt: PaymentAttempt, declined: PaymentError, moment: Moment): AttemptOutcome {
  const { intent, known } = attempt
  const charge = makeCharge(intent, known, declined, attempt.authenticated, moment)
  const error: PaymentError = { ...declined, charge: charge.id, payment_method: known.method }
  const failed = { ...wantAnotherMethod(intent, error), latest_charge: charge.id }
  return {
    kind: 'failed',
    intent: failed,
    error,
    change: {
      saved: [{ object: known.method, hidden: known.hidden }, { object: charge }, { object: failed }],
      events: [
        { type: 'charge.failed', object: charge },
        { type: 'payment_intent.payment_failed', object: failed },
      ],
    },
  }
}

/** The payer did not pass 3-D Secure: no charge is made, and the intent wants another payment method. */
export function failAuthentication(intent: WirePaymentIntent, known: KnownMethod): AttemptOutcome {
  const error: PaymentError = {
    type: 'invalid_request_error',
    code: 'payment_intent_authentication_failure',
    doc_url: docUrl('payment_intent_authentication_failure'),
    message:
      'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
    payment_method: known.method,
  }
  const failed = wantAnotherMethod(intent, error)
  return {
    kind: 'failed',
    intent: failed,
    error,
    change: { saved: [{ object: failed }], events: [{ type: 'payment_intent.payment_failed', object: failed }] },
  }
}

const wantAnotherMethod = (intent: WirePaymentIntent, error: PaymentError): WirePaymentIntent => ({
  ...intent,
  last_payment_error: error,
  next_action: null,
  payment_method: null,
  status: 'requires_payment_method',
})
