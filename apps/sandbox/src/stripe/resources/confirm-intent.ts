import { err, ok, type Result } from '@turnpike/kernel/result'
import { type AttemptOutcome, attemptPayment, canAttempt } from '../core/attempt-payment.ts'
import { invalidRequest, missingResource, paymentFailed, type StripeFailure } from '../core/failure.ts'
import type { KnownMethod } from '../core/make-payment-method.ts'
import type { WirePaymentIntent } from '../core/wire.ts'
import { applyChange } from '../events/apply-change.ts'
import type { ApiCall } from '../http/operation.ts'
import { toMoment, type World } from '../world.ts'
import { findMethod } from './find-method.ts'

export type Confirmation = { known: KnownMethod; offSession: boolean; returnUrl: string | null; failOnAction: boolean }

/** The method an intent may be paid with: one of its customer's, a fresh test token, or the one it already holds. */
export function findUsableMethod(
  world: World,
  methodId: string,
  intent: Pick<WirePaymentIntent, 'customer' | 'payment_method'>,
): Result<KnownMethod, StripeFailure> {
  const known = findMethod(world, methodId)
  if (!known) return err(missingResource('PaymentMethod', methodId, 'payment_method'))
  const { customer } = intent
  const isFresh = known.method.id !== methodId || methodId === intent.payment_method
  if (isFresh || (known.method.customer !== null && known.method.customer === customer)) return ok(known)
  if (known.method.customer === null) {
    return err(
      invalidRequest(
        'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.',
        { param: 'payment_method' },
      ),
    )
  }
  return err(
    invalidRequest(
      `The payment method you provided (${methodId}) belongs to another customer. Please include that Customer in the \`customer\` parameter on the PaymentIntent.`,
      { param: 'payment_method' },
    ),
  )
}

/** Tries to pay the intent and keeps the outcome. A decline is kept too, and answered with 402. */
export function confirmIntent(
  world: World,
  call: ApiCall,
  intent: WirePaymentIntent,
  confirmation: Confirmation,
): Result<WirePaymentIntent, StripeFailure> {
  if (!canAttempt(intent)) return err(unexpectedState(intent))
  const outcome = attemptPayment(
    {
      intent,
      known: confirmation.known,
      offSession: confirmation.offSession || confirmation.failOnAction,
      authenticated: false,
      authenticationUrl: `${call.publicUrl}/authentication/${intent.id}`,
      returnUrl: confirmation.returnUrl,
    },
    toMoment(world),
  )
  applyChange(world, outcome.change, call.cause)
  return toResult(outcome)
}

const toResult = (outcome: AttemptOutcome): Result<WirePaymentIntent, StripeFailure> =>
  outcome.kind === 'failed' ? err(paymentFailed(outcome.error, outcome.intent)) : ok(outcome.intent)

const unexpectedState = (intent: WirePaymentIntent): StripeFailure =>
  invalidRequest(
    intent.status === 'succeeded'
      ? 'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.'
      : `You cannot confirm this PaymentIntent because it has a status of ${intent.status}.`,
    { code: 'payment_intent_unexpected_state', payment_intent: intent },
  )
