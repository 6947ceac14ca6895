/**
 * The Stripe objects exactly as they travel, taken from the real SDK's types so that a missing or misspelt field is a
 * type error here. References are narrowed to ids: the store never keeps an expanded object.
 */
import type Stripe from 'stripe'

type With<Wire, Narrowed> = Omit<Wire, keyof Narrowed> & Narrowed

export type WireCustomer = With<Stripe.Customer, { object: 'customer' }>

export type WirePaymentMethod = With<
  Stripe.PaymentMethod,
  { customer: string | null; card: Stripe.PaymentMethod.Card; metadata: Stripe.Metadata }
>

export type WireCharge = With<
  Stripe.Charge,
  { customer: string | null; payment_intent: string | null; payment_method: string | null }
>

/** What Stripe writes into `last_payment_error` and, beside the intent, into the error of a failed confirmation. */
export type PaymentError = {
  type: 'card_error' | 'invalid_request_error'
  code: string
  message: string
  doc_url: string
  decline_code?: string
  param?: string
  charge?: string
  payment_method?: WirePaymentMethod
}

export type WirePaymentIntent = With<
  Stripe.PaymentIntent,
  {
    customer: string | null
    payment_method: string | null
    latest_charge: string | null
    last_payment_error: PaymentError | null
    status: 'requires_payment_method' | 'requires_confirmation' | 'requires_action' | 'succeeded' | 'canceled'
  }
>

export type WireRefund = With<
  Stripe.Refund,
  { charge: string; payment_intent: string | null; payment_method: string | null; metadata: Stripe.Metadata }
>

export type WireSession = With<
  Stripe.Checkout.Session,
  {
    customer: string | null
    payment_intent: string | null
    amount_total: number
    amount_subtotal: number
    currency: string
    success_url: string
    cancel_url: string | null
    status: 'open' | 'complete' | 'expired'
    metadata: Stripe.Metadata
  }
>

export type WireLineItem = Stripe.LineItem

/** The events that the simulation sends. */
export type EventType =
  | 'customer.created'
  | 'customer.updated'
  | 'payment_method.attached'
  | 'payment_method.detached'
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'payment_intent.created'
  | 'payment_intent.requires_action'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.canceled'
  | 'charge.succeeded'
  | 'charge.failed'
  | 'charge.refunded'
  | 'refund.created'

export type WireEvent = {
  id: string
  object: 'event'
  api_version: string
  created: number
  data: { object: WireObject }
  livemode: false
  pending_webhooks: number
  request: { id: string | null; idempotency_key: string | null } | null
  type: EventType
}

export type WireByKind = {
  customer: WireCustomer
  payment_method: WirePaymentMethod
  payment_intent: WirePaymentIntent
  charge: WireCharge
  refund: WireRefund
  'checkout.session': WireSession
  event: WireEvent
}

export type ObjectKind = keyof WireByKind
/** Everything an event can carry. */
export type WireObject = WireByKind[Exclude<ObjectKind, 'event'>]

/** The API version that the installed SDK speaks; the simulation answers in this version only. */
export const API_VERSION = '2026-10-28.endive'
