import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { purchaseFee, purchaseTotal } from './purchase-fee.ts'

const rules = { feeBasisPoints: 550n, feeMinimumCents: 80n }

describe('purchase fee', () => {
  it.each([
    [500n, 80n],
    [1_454n, 80n],
    [1_455n, 80n],
    [1_464n, 81n],
    [2_300n, 127n],
    [2_500_000n, 137_500n],
  ])('of %d cents is %d cents', (credits, fee) => {
    expect(purchaseFee(credits, rules)).toBe(fee)
  })

  it('never falls when more is bought, and is within half a cent of the exact share', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.bigInt({ min: 0n, max: 2_000n }), (credits, points) => {
        const fee = purchaseFee(credits, { feeBasisPoints: points, feeMinimumCents: 0n })
        const twiceOff = 2n * (fee * 10_000n - points * credits)
        expect(-10_000n < twiceOff && twiceOff <= 10_000n).toBe(true)
        expect(purchaseFee(credits + 1n, rules) >= purchaseFee(credits, rules)).toBe(true)
        const total = purchaseTotal(credits, rules)
        expect(total.totalCents).toBe(total.creditsCents + total.feeCents)
      }),
    )
  })
})
