import { nanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseLimitAmount } from './key-limit.ts'

it.each([
  ['25', 25_000_000_000n],
  [' $25.00 ', 25_000_000_000n],
  ['0.000000001', 1n],
])('%j is read exactly', (text, amount) => {
  expect(parseLimitAmount(text)).toEqual({ ok: true, value: amount })
})

it.each(['', '  ', '$', '-5', '0', '0.00', '1e3', '1,50', '1,500', 'ten', '0.0000000001', '1000000001', '٢٥', '1 000'])(
  '%j is refused, with a text that says what to write',
  (text) => {
    const parsed = parseLimitAmount(text)
    expect(parsed.ok).toBe(false)
    expect(!parsed.ok && parsed.error).toMatch(/^(Enter|Write) .+\.$/)
  },
)

it('every exact amount that can be a limit survives being typed', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (amount) => {
      expect(parseLimitAmount(toUsdDecimal(nanoUsd(amount)))).toEqual({ ok: true, value: amount })
    }),
  )
})
