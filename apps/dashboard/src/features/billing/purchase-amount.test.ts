import type { PurchaseRules } from '@turnpike/billing/core/purchase-rules'
import { expect, it } from 'vitest'
import { feeLabel, parseCreditAmount, preferredAmount, presetsWithin } from './purchase-amount.ts'

const rules: PurchaseRules = {
  feeBasisPoints: 550n,
  feeMinimumCents: 80n,
  minimumCents: 500n,
  maximumCents: 2_500_000n,
  creditExpiryDays: 365,
  refundWindowHours: 24,
}

it.each([
  ['10', 1_000n],
  [' $10.50 ', 1_050n],
  ['1,250.5', 125_050n],
  ['5', 500n],
  ['25000', 2_500_000n],
])('%j is an amount', (text, cents) => {
  expect(parseCreditAmount(text, rules)).toEqual({ ok: true, value: cents })
})

it.each(['', 'ten', '4.99', '25000.01', '1,25', '1e3', '-10', '10.005', '0x10'])(
  '%j is refused with a remedy',
  (text) => {
    const parsed = parseCreditAmount(text, rules)
    expect(parsed.ok ? '' : parsed.error).toMatch(/^Enter /)
  },
)

it('an amount out of range names the range', () => {
  expect(parseCreditAmount('1', rules)).toEqual({ ok: false, error: 'Enter an amount from $5.00 to $25,000.00.' })
})

it('only amounts that may be bought are offered', () => {
  expect(presetsWithin(rules)).toEqual([1_000n, 2_500n, 5_000n, 10_000n])
  expect(preferredAmount(rules)).toBe(2_500n)
  expect(presetsWithin({ ...rules, minimumCents: 5_000n })).toEqual([5_000n, 10_000n])
  expect(preferredAmount({ ...rules, minimumCents: 5_000n })).toBe(5_000n)
  expect(preferredAmount({ ...rules, minimumCents: 20_000n })).toBeNull()
})

it('the fee is said as it is configured', () => {
  expect(feeLabel(rules)).toBe('Platform fee 5.5%, at least $0.80')
  expect(feeLabel({ feeBasisPoints: 500n, feeMinimumCents: 0n })).toBe('Platform fee 5%')
  expect(feeLabel({ feeBasisPoints: 1_025n, feeMinimumCents: 80n })).toBe('Platform fee 10.25%, at least $0.80')
  expect(feeLabel({ feeBasisPoints: 0n, feeMinimumCents: 80n })).toBe('Platform fee')
})
