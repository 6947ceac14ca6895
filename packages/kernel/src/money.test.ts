import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ceilDivide,
  centsToNanoUsd,
  floorDivide,
  nanoUsd,
  nanoUsdToCents,
  parseUsd,
  toUsdDecimal,
  toUsdNumber,
} from './money.ts'

const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(nanoUsd)

describe('money', () => {
  it.each([
    ['10', 10_000_000_000n],
    ['0.15', 150_000_000n],
    ['-0.000000001', -1n],
    ['1204.5', 1_204_500_000_000n],
    ['0.1000000000', 100_000_000n],
  ])('reads %s exactly', (text, expected) => {
    expect(parseUsd(text)).toBe(expected)
  })

  it.each(['', '1e3', '.5', '1.', '0.0000000001', '1,000', 'NaN', '--1', '0x10'])(
    'refuses %j instead of guessing',
    (text) => {
      expect(parseUsd(text)).toBeNull()
    },
  )

  it('loses nothing on the way to a decimal and back', () => {
    fc.assert(fc.property(amounts, (amount) => parseUsd(toUsdDecimal(amount)) === amount))
  })

  it.each([
    [420n, '0.00000042'],
    [0n, '0'],
    [1_500_000_000n, '1.5'],
    [-304_000_000n, '-0.304'],
  ])('writes %s in its shortest form', (amount, expected) => {
    expect(toUsdDecimal(nanoUsd(amount))).toBe(expected)
  })

  it('gives the double nearest to the decimal, so that a cost prints as it was charged', () => {
    expect(JSON.stringify({ cost: toUsdNumber(nanoUsd(368_000n)) })).toBe('{"cost":0.000368}')
  })

  it('divides toward minus infinity and toward plus infinity around the exact quotient', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        (dividend, divisor) => {
          const floor = floorDivide(dividend, divisor)
          const ceil = ceilDivide(dividend, divisor)
          expect(floor * divisor <= dividend && dividend < (floor + 1n) * divisor).toBe(true)
          expect((ceil - 1n) * divisor < dividend && dividend <= ceil * divisor).toBe(true)
        },
      ),
    )
  })

  it('keeps cents whole', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (cents) => nanoUsdToCents(centsToNanoUsd(cents)) === cents),
    )
  })
})
