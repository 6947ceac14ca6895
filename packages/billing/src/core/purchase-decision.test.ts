import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PURCHASE_STATUSES, type Purchase } from './purchase.ts'
import { type CheckoutFacts, decidePurchase } from './purchase-decision.ts'
import { mayBecome } from './purchase-state.ts'

const purchase: Purchase = {
  id: 'pur_1',
  organizationId: 'org_1',
  userId: 'usr_1',
  creditsCents: 2_500n,
  feeCents: 138n,
  totalCents: 2_638n,
  currency: 'usd',
  status: 'created',
  failureMessage: null,
  stripeCheckoutId: 'cs_1',
  stripePaymentIntentId: null,
  checkoutUrl: null,
  createdAt: new Date(0),
  fulfilledAt: null,
}
const expected = { customerId: 'cus_1', livemode: false }
const paid: CheckoutFacts = {
  checkoutId: 'cs_1',
  purchaseId: 'pur_1',
  status: 'complete',
  paymentStatus: 'paid',
  amountTotalCents: 2_638n,
  currency: 'usd',
  customerId: 'cus_1',
  livemode: false,
  paymentIntentId: 'pi_1',
  paymentIntentStatus: 'succeeded',
  failureMessage: null,
}

describe('purchase decision', () => {
  it('fulfils a payment that is exactly what was ordered', () => {
    expect(decidePurchase(purchase, expected, paid)).toEqual({ decision: 'fulfil' })
  })

  it.each<[string, Partial<CheckoutFacts>]>([
    ['another session', { checkoutId: 'cs_2' }],
    ['metadata of another purchase', { purchaseId: 'pur_2' }],
    ['no metadata', { purchaseId: null }],
    ['a smaller amount', { amountTotalCents: 2_637n }],
    ['no amount', { amountTotalCents: null }],
    ['another currency', { currency: 'jpy' }],
    ['another customer', { customerId: 'cus_2' }],
    ['the other mode', { livemode: true }],
    ['no payment at all', { paymentStatus: 'no_payment_required' }],
  ])('credits nothing for %s', (_, change) => {
    expect(decidePurchase(purchase, expected, { ...paid, ...change }).decision).toBe('reject')
  })

  it.each<[Partial<CheckoutFacts>, object]>([
    [
      { status: 'open', failureMessage: 'Declined.' },
      { decision: 'wait', failureMessage: 'Declined.' },
    ],
    [{ status: 'expired' }, { decision: 'move', status: 'expired' }],
    [{ paymentIntentStatus: 'processing' }, { decision: 'move', status: 'processing' }],
    [{ paymentIntentStatus: 'requires_payment_method' }, { decision: 'move', status: 'failed' }],
  ])('reads an unpaid session %j', (change, decision) => {
    expect(decidePurchase(purchase, expected, { ...paid, paymentStatus: 'unpaid', ...change })).toMatchObject(decision)
  })
})

describe('purchase status', () => {
  it('never leads twice to fulfilled, and from fulfilled only to refunded', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PURCHASE_STATUSES), { maxLength: 30 }), (wishes) => {
        const path: (typeof PURCHASE_STATUSES)[number][] = ['created']
        for (const wish of wishes) if (mayBecome(path.at(-1) ?? 'created', wish)) path.push(wish)
        const fulfilledAt = path.indexOf('fulfilled')
        expect(path.filter((status) => status === 'fulfilled').length).toBeLessThanOrEqual(1)
        if (fulfilledAt >= 0) expect(['refunded', undefined]).toContain(path[fulfilledAt + 1])
      }),
    )
  })
})
