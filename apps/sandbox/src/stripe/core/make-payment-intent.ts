import type { Change, HiddenByKind, Moment } from './change.ts'
import type { WirePaymentIntent } from './wire.ts'

export type IntentFields = Pick<WirePaymentIntent, 'amount' | 'currency' | 'customer' | 'metadata'> &
  Partial<
    Pick<
      WirePaymentIntent,
      | 'description'
      | 'receipt_email'
      | 'setup_future_usage'
      | 'statement_descriptor'
      | 'payment_method'
      | 'payment_method_types'
      | 'automatic_payment_methods'
    >
  >

/** A payment intent that nothing was tried on yet, with its event. `sessionId` names the Checkout session it serves. */
export function makePaymentIntent(
  fields: IntentFields,
  sessionId: string | null,
  moment: Moment,
): { intent: WirePaymentIntent; change: Change } {
  const id = moment.nextId('pi_')
  const intent: WirePaymentIntent = {
    id,
    object: 'payment_intent',
    allowed_payment_method_types: null,
    amount: fields.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: fields.automatic_payment_methods ?? null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic',
    client_secret: `${id}_secret_${id.slice(-16)}`,
    confirmation_method: 'automatic',
    created: moment.nowSeconds,
    currency: fields.currency,
    customer: fields.customer,
    customer_account: null,
    description: fields.description ?? null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: fields.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: fields.payment_method ?? null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: fields.payment_method_types ?? ['card'],
    payment_record: null,
    processing: null,
    receipt_email: fields.receipt_email ?? null,
    review: null,
    setup_future_usage: fields.setup_future_usage ?? null,
    shipping: null,
    source: null,
    statement_descriptor: fields.statement_descriptor ?? null,
    statement_descriptor_suffix: null,
    status: fields.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
  const hidden: HiddenByKind['payment_intent'] = { sessionId }
  return {
    intent,
    change: { saved: [{ object: intent, hidden }], events: [{ type: 'payment_intent.created', object: intent }] },
  }
}
