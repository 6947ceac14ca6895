/**
 * Pressing Pay. The session is read, tried and closed in one transaction, so however often and however concurrently the
 * form is sent, a session is paid at most once: the second one finds it complete and is just shown the way on.
 */
import { invariant } from '@turnpike/kernel/invariant'
import { type AttemptOutcome, attemptPayment, failAuthentication } from '../core/attempt-payment.ts'
import { type Change, joinChanges, NO_CHANGE } from '../core/change.ts'
import { completeSession } from '../core/finish-session.ts'
import { makeCustomer } from '../core/make-customer.ts'
import { makePaymentIntent } from '../core/make-payment-intent.ts'
import { type CardDetails, type KnownMethod, makePaymentMethod } from '../core/make-payment-method.ts'
import type { WirePaymentIntent, WireSession } from '../core/wire.ts'
import { applyChange } from '../events/apply-change.ts'
import { findKnownObject, findObject } from '../store/object-store.ts'
import { inTransaction } from '../store/open-database.ts'
import { nowSeconds, toMoment, type World } from '../world.ts'
import { expireOverdueSessions } from './expire-overdue-sessions.ts'

export type PayOutcome =
  | { kind: 'paid'; session: WireSession }
  | { kind: 'authenticate'; intentId: string }
  | { kind: 'failed'; message: string }
  | { kind: 'expired'; session: WireSession }
  | { kind: 'unknown' }

type OpenSession = NonNullable<ReturnType<typeof findSession>>

/** The session as it stands now, with what the simulation knows about it; one whose time is over is expired first. */
export function findSession(world: World, sessionId: string) {
  const known = findKnownObject(world.database, 'checkout.session', sessionId)
  if (known?.object.status !== 'open' || known.object.expires_at > nowSeconds(world)) return known
  expireOverdueSessions(world)
  return findKnownObject(world.database, 'checkout.session', sessionId)
}

/** Tries to pay the session with the card. `publicUrl` is the origin the payer sees. */
export function paySession(world: World, sessionId: string, card: CardDetails, publicUrl: string): PayOutcome {
  findSession(world, sessionId)
  return inTransaction(world.database, () => {
    const known = findKnownObject(world.database, 'checkout.session', sessionId)
    if (!known) return { kind: 'unknown' }
    if (known.object.status !== 'open') return toClosed(known.object)
    const { session, intent, change } = startPayment(world, known, card)
    const outcome = attemptPayment(
      {
        intent,
        known: makePaymentMethod(card, toMoment(world)),
        offSession: false,
        authenticated: false,
        authenticationUrl: `${publicUrl}/authentication/${intent.id}`,
        returnUrl: `${publicUrl}/checkout/${sessionId}`,
      },
      toMoment(world),
    )
    return finishAttempt(world, session, change, outcome, { email: card.email, name: card.holderName })
  })
}

const toClosed = (session: WireSession): PayOutcome =>
  session.status === 'complete' ? { kind: 'paid', session } : { kind: 'expired', session }

/** The session's intent, made at the first press; with it the customer, when the shop wants the card kept. */
function startPayment(
  world: World,
  { object: session, hidden }: OpenSession,
  card: CardDetails,
): { session: WireSession; intent: WirePaymentIntent; change: Change } {
  const existing = session.payment_intent ? findObject(world.database, 'payment_intent', session.payment_intent) : null
  if (existing) return { session, intent: existing, change: NO_CHANGE }
  const needsCustomer = session.customer_creation === 'always' || hidden.intentDraft.setup_future_usage !== null
  const made =
    session.customer === null && needsCustomer
      ? makeCustomer({ email: card.email, name: card.holderName }, toMoment(world))
      : null
  const customer = session.customer ?? made?.customer.id ?? null
  const { intent, change } = makePaymentIntent(
    { ...hidden.intentDraft, amount: session.amount_total, currency: session.currency, customer },
    session.id,
    toMoment(world),
  )
  const started = { ...session, customer, payment_intent: intent.id }
  return {
    session: started,
    intent,
    change: joinChanges(made?.change ?? NO_CHANGE, change, { saved: [{ object: started }], events: [] }),
  }
}

function finishAttempt(
  world: World,
  session: WireSession,
  before: Change,
  outcome: AttemptOutcome,
  payer: { email: string | null; name: string | null },
): PayOutcome {
  const completed = outcome.kind === 'succeeded' ? completeSession(session, payer) : null
  applyChange(world, joinChanges(before, outcome.change, completed?.change ?? NO_CHANGE), null)
  if (completed) return { kind: 'paid', session: completed.session }
  if (outcome.kind === 'failed') return { kind: 'failed', message: outcome.error.message }
  return { kind: 'authenticate', intentId: outcome.intent.id }
}

export type Authentication = { intent: WirePaymentIntent; known: KnownMethod; session: WireSession | null }

/** The payment that waits for its payer to authenticate, or null when it does not (any longer). */
export function findAuthentication(world: World, intentId: string): Authentication | null {
  const waiting = findKnownObject(world.database, 'payment_intent', intentId)
  if (waiting?.object.status !== 'requires_action' || waiting.object.payment_method === null) return null
  const method = findKnownObject(world.database, 'payment_method', waiting.object.payment_method)
  if (!method) return null
  const { sessionId } = waiting.hidden
  return {
    intent: waiting.object,
    known: { method: method.object, hidden: method.hidden },
    session: sessionId ? findObject(world.database, 'checkout.session', sessionId) : null,
  }
}

/** The payer passed or failed the 3-D Secure step. A step that was finished before changes nothing: null. */
export function finishAuthentication(world: World, intentId: string, passed: boolean): AttemptOutcome | null {
  expireOverdueSessions(world)
  return inTransaction(world.database, () => {
    const found = findAuthentication(world, intentId)
    if (!found) return null
    invariant(!found.session || found.session.status === 'open', 'a payer is waited for only while the session is open')
    const outcome = passed ? chargeAuthenticated(world, found) : failAuthentication(found.intent, found.known)
    if (found.session) {
      const billing = found.known.method.billing_details
      finishAttempt(world, found.session, NO_CHANGE, outcome, { email: billing.email, name: billing.name })
    } else {
      applyChange(world, outcome.change, null)
    }
    return outcome
  })
}

const chargeAuthenticated = (world: World, { intent, known }: Authentication): AttemptOutcome =>
  attemptPayment(
    { intent, known, offSession: false, authenticated: true, authenticationUrl: '', returnUrl: null },
    toMoment(world),
  )
