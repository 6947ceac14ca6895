import { nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleAmounts } from './settle-amounts.ts'

const CENT = 10_000_000n

test('three thirds of a cent are shown as one cent and not as none', () => {
  const third = nanoUsd(3_333_333n)
  expect(settleAmounts([third, third, third], CENT)).toEqual([CENT, 0n, 0n])
})

test('shown amounts add up to the shown sum, and none is a whole unit off', () => {
  const amounts = fc.array(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(nanoUsd), { maxLength: 12 })
  fc.assert(
    fc.property(amounts, fc.constantFrom(1n, 1_000n, CENT, 7n), (given, unit) => {
      const settled = settleAmounts(given, unit)
      const difference = sum(settled) - sum(given)
      expect(magnitude(difference) * 2n).toBeLessThanOrEqual(unit)
      for (const [index, amount] of settled.entries()) {
        expect(amount % unit).toBe(0n)
        expect(magnitude(amount - (given[index] ?? 0n))).toBeLessThanOrEqual(unit)
      }
    }),
  )
})

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n)
const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
