import type { Change, IntentDraft, Moment } from './change.ts'
import type { WireLineItem, WireSession } from './wire.ts'

export type LineItemFields = {
  name: string
  description: string | null
  unitAmountCents: number
  quantity: number
  currency: string
}

export type SessionFields = {
  customer: string | null
  customerEmail: string | null
  customerCreation: 'always' | 'if_required' | null
  clientReferenceId: string | null
  lineItems: readonly LineItemFields[]
  currency: string
  metadata: Record<string, string>
  successUrl: string
  cancelUrl: string | null
  expiresAtSeconds: number
  submitType: WireSession['submit_type']
  locale: WireSession['locale']
  intentDraft: IntentDraft
}

/** A new open session. `toUrl` gives the address of its hosted page. */
export function makeSession(
  fields: SessionFields,
  toUrl: (sessionId: string) => string,
  moment: Moment,
): { session: WireSession; change: Change } {
  const id = moment.nextId('cs_test_')
  const lineItems = fields.lineItems.map((item) => makeLineItem(item, moment))
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0)
  const session: WireSession = {
    ...emptySession(),
    id,
    amount_subtotal: total,
    amount_total: total,
    cancel_url: fields.cancelUrl,
    client_reference_id: fields.clientReferenceId,
    created: moment.nowSeconds,
    currency: fields.currency,
    customer: fields.customer,
    customer_creation: fields.customer ? null : (fields.customerCreation ?? 'if_required'),
    customer_details: fields.customerEmail ? toCustomerDetails(fields.customerEmail, null) : null,
    customer_email: fields.customer ? null : fields.customerEmail,
    expires_at: fields.expiresAtSeconds,
    locale: fields.locale,
    metadata: fields.metadata,
    submit_type: fields.submitType,
    success_url: fields.successUrl,
    url: toUrl(id),
  }
  const hidden = { lineItems, intentDraft: fields.intentDraft }
  return { session, change: { saved: [{ object: session, hidden }], events: [] } }
}

export const toCustomerDetails = (email: string | null, name: string | null): WireSession['customer_details'] => ({
  address: null,
  business_name: null,
  email,
  individual_name: null,
  name,
  phone: null,
  tax_exempt: 'none',
  tax_ids: [],
})

const emptySession = (): Omit<
  WireSession,
  'id' | 'amount_subtotal' | 'amount_total' | 'created' | 'currency' | 'expires_at' | 'success_url'
> => ({
  object: 'checkout.session',
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  cancel_url: null,
  client_reference_id: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
  customer: null,
  customer_account: null,
  customer_creation: null,
  customer_details: null,
  customer_email: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  locale: null,
  managed_payments: null,
  metadata: {},
  mode: 'payment',
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: 'if_required',
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: 'automatic' } },
  payment_method_types: ['card'],
  payment_status: 'unpaid',
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: 'open',
  submit_type: null,
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: 'hosted_page',
  url: null,
  wallet_options: null,
})

function makeLineItem(fields: LineItemFields, moment: Moment): WireLineItem {
  const amount = fields.unitAmountCents * fields.quantity
  return {
    id: moment.nextId('li_'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: fields.currency,
    description: fields.name,
    metadata: fields.description ? { description: fields.description } : {},
    price: {
      id: moment.nextId('price_'),
      object: 'price',
      active: false,
      billing_scheme: 'per_unit',
      created: moment.nowSeconds,
      currency: fields.currency,
      custom_unit_amount: null,
      livemode: false,
      lookup_key: null,
      metadata: {},
      nickname: null,
      product: moment.nextId('prod_'),
      recurring: null,
      tax_behavior: 'unspecified',
      tiers_mode: null,
      transform_quantity: null,
      type: 'one_time',
      unit_amount: fields.unitAmountCents,
      unit_amount_decimal: null,
    },
    quantity: fields.quantity,
  }
}
