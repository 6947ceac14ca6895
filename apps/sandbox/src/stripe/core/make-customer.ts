import type { Change, Moment } from './change.ts'
import type { WireCustomer } from './wire.ts'

export type CustomerFields = Partial<Pick<WireCustomer, 'email' | 'name' | 'phone' | 'description' | 'metadata'>>

/** A new customer and its event. */
export function makeCustomer(fields: CustomerFields, moment: Moment): { customer: WireCustomer; change: Change } {
  const customer: WireCustomer = {
    id: moment.nextId('cus_'),
    object: 'customer',
    address: null,
    balance: 0,
    created: moment.nowSeconds,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: fields.description ?? null,
    discount: null,
    email: fields.email ?? null,
    invoice_prefix: null,
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: fields.metadata ?? {},
    name: fields.name ?? null,
    next_invoice_sequence: 1,
    phone: fields.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
  return {
    customer,
    change: { saved: [{ object: customer }], events: [{ type: 'customer.created', object: customer }] },
  }
}

/** The customer with the given fields replaced. */
export function updateCustomer(
  customer: WireCustomer,
  changes: Partial<WireCustomer>,
): { customer: WireCustomer; change: Change } {
  const updated = { ...customer, ...changes }
  return {
    customer: updated,
    change: { saved: [{ object: updated }], events: [{ type: 'customer.updated', object: updated }] },
  }
}
