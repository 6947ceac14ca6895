import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { purchaseRuleFields, stripeProductionProblems, toPurchaseRules } from './env-fields.ts'

const read = (environment: Record<string, string>) => toPurchaseRules(z.object(purchaseRuleFields).parse(environment))

describe('purchase rules', () => {
  it('are the usual ones when nothing is set, and when a variable is set to nothing', () => {
    const usual = { feeBasisPoints: 550n, feeMinimumCents: 80n, minimumCents: 500n, maximumCents: 2_500_000n }
    expect(read({})).toMatchObject(usual)
    expect(read({ PURCHASE_FEE_BASIS_POINTS: '', PURCHASE_FEE_MINIMUM_CENTS: '' })).toMatchObject(usual)
  })

  it.each(['-1', '5.5', '5,5', '10001', 'free'])('refuse a fee of %j', (fee) => {
    expect(() => read({ PURCHASE_FEE_BASIS_POINTS: fee })).toThrow()
  })
})

describe('production', () => {
  const live = { STRIPE_SECRET_KEY: 'sk_live_0123456789abcdef', STRIPE_API_BASE_URL: '' }

  it('takes a real key at Stripe itself', () => {
    expect(stripeProductionProblems(live)).toEqual([])
  })

  it.each([
    { ...live, STRIPE_SECRET_KEY: 'sk_test_sandbox_0123456789' },
    { ...live, STRIPE_SECRET_KEY: 'change-me-please-now' },
    { ...live, STRIPE_API_BASE_URL: 'http://127.0.0.1:8788' },
  ])('refuses %j', (environment) => {
    expect(stripeProductionProblems(environment).length).toBe(1)
  })
})
