/**
 * A change is what a pure transition hands back: the objects as they are afterwards and the events that tell of it, in
 * the order Stripe makes them. Transitions read no clock and make up no ids; a `Moment` brings both.
 */
import type { EventType, WireLineItem, WireObject, WirePaymentIntent } from './wire.ts'

export type IdPrefix =
  | 'cus_'
  | 'pm_'
  | 'pi_'
  | 'ch_'
  | 're_'
  | 'evt_'
  | 'cs_test_'
  | 'li_'
  | 'price_'
  | 'prod_'
  | 'req_'
  | 'whd_'

export type Moment = { nowSeconds: number; nextId: (prefix: IdPrefix) => string }

/** What the simulation knows about an object beside what Stripe shows. */
export type HiddenByKind = {
  /** `cardNumber` decides how charges end; it is always one of the published test numbers, or empty. */
  payment_method: { cardNumber: string; setUpForOffSession: boolean }
  payment_intent: { sessionId: string | null }
  'checkout.session': { lineItems: WireLineItem[]; intentDraft: IntentDraft }
}

/** `payment_intent_data` of a Checkout session, kept until the payer presses Pay and the intent is made. */
export type IntentDraft = Pick<
  WirePaymentIntent,
  'metadata' | 'setup_future_usage' | 'description' | 'receipt_email' | 'statement_descriptor'
>

export type SavedObject = {
  object: WireObject
  hidden?: HiddenByKind[keyof HiddenByKind]
}

export type EventDraft = { type: EventType; object: WireObject }

export type Change = { saved: SavedObject[]; events: EventDraft[] }

export const NO_CHANGE: Change = { saved: [], events: [] }

/** Changes one after the other; a later state of an object replaces the earlier one when they are stored. */
export const joinChanges = (...changes: readonly Change[]): Change => ({
  saved: changes.flatMap((change) => change.saved),
  events: changes.flatMap((change) => change.events),
})
