import type { HiddenByKind, Moment, SavedObject } from './change.ts'
import { findTestCard } from './test-cards.ts'
import type { WireCustomer, WirePaymentMethod } from './wire.ts'

export type CardDetails = {
  number: string
  expiryMonth: number
  expiryYear: number
  holderName: string | null
  email: string | null
}

/** A payment method with what only the simulation knows about it. */
export type KnownMethod = { method: WirePaymentMethod; hidden: HiddenByKind['payment_method'] }

/**
 * A payment method for a card somebody entered. The number of a card that is not a test card is not kept: a person may
 * have typed a real one.
 */
export function makePaymentMethod(card: CardDetails, moment: Moment): KnownMethod {
  const testCard = findTestCard(card.number)
  const brand = testCard?.brand ?? 'unknown'
  const method: WirePaymentMethod = {
    id: moment.nextId('pm_'),
    object: 'payment_method',
    allow_redisplay: 'limited',
    billing_details: { address: null, email: card.email, name: card.holderName, phone: null, tax_id: null },
    card: {
      brand,
      checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'unchecked' },
      country: 'US',
      display_brand: brand,
      exp_month: card.expiryMonth,
      exp_year: card.expiryYear,
      fingerprint: null,
      funding: 'credit',
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: moment.nowSeconds,
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: 'card',
  }
  return { method, hidden: { cardNumber: testCard?.number ?? '', setUpForOffSession: false } }
}

/** The method belonging to the customer from now on. */
export const attachMethod = (known: KnownMethod, customerId: string, setUpForOffSession: boolean): KnownMethod => ({
  method: { ...known.method, customer: customerId },
  hidden: { ...known.hidden, setUpForOffSession: known.hidden.setUpForOffSession || setUpForOffSession },
})

/** The method belonging to nobody, and the customer without it as default. */
export function detachMethod(
  known: KnownMethod,
  customer: WireCustomer | null,
): { known: KnownMethod; saved: SavedObject[] } {
  const detached = { ...known, method: { ...known.method, customer: null } }
  const saved: SavedObject[] = [{ object: detached.method, hidden: detached.hidden }]
  if (customer?.invoice_settings.default_payment_method === known.method.id) {
    saved.push({
      object: { ...customer, invoice_settings: { ...customer.invoice_settings, default_payment_method: null } },
    })
  }
  return { known: detached, saved }
}
