import type { Moment } from './change.ts'
import type { KnownMethod } from './make-payment-method.ts'
import type { PaymentError, WireCharge, WirePaymentIntent } from './wire.ts'

/** The charge that a payment attempt leaves behind: paid when `error` is null, else failed with that error. */
export function makeCharge(
  intent: WirePaymentIntent,
  { method }: KnownMethod,
  error: PaymentError | null,
  authenticated: boolean,
  moment: Moment,
): WireCharge {
  const paid = error === null
  const id = moment.nextId('ch_')
  return {
    id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: paid ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: null,
    billing_details: method.billing_details,
    calculated_statement_descriptor: intent.statement_descriptor ?? 'TURNPIKE SANDBOX',
    captured: paid,
    created: moment.nowSeconds,
    currency: intent.currency,
    customer: intent.customer,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: error?.code ?? null,
    failure_message: error?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: paid ? approvedOutcome() : declinedOutcome(error),
    paid,
    payment_intent: intent.id,
    payment_method: method.id,
    payment_method_details: { type: 'card', card: toCardDetails(intent, method, error, authenticated) },
    radar_options: {},
    receipt_email: intent.receipt_email,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: intent.statement_descriptor,
    statement_descriptor_suffix: null,
    status: paid ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  }
}

type Outcome = NonNullable<WireCharge['outcome']>

const approvedOutcome = (): Outcome => ({
  advice_code: null,
  network_advice_code: null,
  network_decline_code: null,
  network_status: 'approved_by_network',
  reason: null,
  risk_level: 'normal',
  risk_score: 20,
  seller_message: 'Payment complete.',
  type: 'authorized',
})

const declinedOutcome = (error: PaymentError): Outcome => ({
  advice_code: error.decline_code === 'insufficient_funds' ? 'try_again_later' : null,
  network_advice_code: null,
  network_decline_code: '01',
  network_status: 'declined_by_network',
  reason: error.decline_code ?? error.code,
  risk_level: 'normal',
  risk_score: 20,
  seller_message: 'The bank did not return any further details with this decline.',
  type: 'issuer_declined',
})

type ChargedCard = NonNullable<NonNullable<WireCharge['payment_method_details']>['card']>

function toCardDetails(
  intent: WirePaymentIntent,
  { card }: KnownMethod['method'],
  error: PaymentError | null,
  authenticated: boolean,
): ChargedCard {
  return {
    amount_authorized: error ? null : intent.amount,
    authorization_code: null,
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: error?.code === 'incorrect_cvc' ? 'fail' : 'pass',
    },
    country: card.country,
    electronic_commerce_indicator: null,
    exp_month: card.exp_month,
    exp_year: card.exp_year,
    fingerprint: card.fingerprint ?? null,
    funding: card.funding,
    installments: null,
    last4: card.last4,
    mandate: null,
    network: card.brand,
    network_transaction_id: null,
    regulated_status: card.regulated_status,
    three_d_secure: authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          exemption_indicator_applied: false,
          result: 'authenticated',
          result_reason: null,
          transaction_id: null,
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  }
}
