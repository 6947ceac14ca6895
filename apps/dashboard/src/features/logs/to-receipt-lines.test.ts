import type { ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import { align, toDecimal, toPlainString } from '@turnpike/ui/format/decimal'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toReceiptLines } from './to-receipt-lines.ts'

const line = (item: ReceiptLine['item'], quantity: number, unitPrice: bigint): ReceiptLine => ({
  item,
  quantity,
  unitPriceNanoUsdPerMillion: unitPrice.toString(),
  amountNanoUsdMillionths: (BigInt(quantity) * unitPrice).toString(),
})

const sumOf = (amounts: readonly string[]): string => {
  const total = amounts.map(toDecimal).reduce((sum, amount) => {
    const [left, right] = align(sum, amount)
    return { units: left + right, places: Math.max(sum.places, amount.places) }
  }, toDecimal('0'))
  return toPlainString(total)
}

it('the lines of the example add up to what was charged, with the failed attempt at nothing', () => {
  const lines = toReceiptLines({
    costNanoUsd: 4_210_000n,
    detail: {
      lines: [
        line('input', 6_000, 500_000_000n),
        line('cached_input', 2_000, 50_000_000n),
        line('output', 185, 6_000_000_000n),
      ],
      attempts: [
        { providerName: 'A', outcome: 'failed' },
        { providerName: 'C', outcome: 'succeeded' },
      ],
    },
  })
  expect(lines.map(({ label, amount }) => `${label}: ${amount}`)).toEqual([
    '6,000 tokens in × $0.50 / M: 0.003',
    '2,000 cached tokens in × $0.05 / M: 0.0001',
    '185 tokens out × $6.00 / M: 0.00111',
    'A, failed: 0',
  ])
})

it('whatever was charged, the lines add up to it exactly', () => {
  const anyLine = fc
    .tuple(
      fc.constantFrom<ReceiptLine['item'][]>('input', 'cached_input', 'cache_write', 'output', 'request'),
      fc.nat(2_000_000),
      fc.bigInt({ min: 0n, max: 10n ** 13n }),
    )
    .map(([item, quantity, unitPrice]) => line(item, quantity, unitPrice))
  fc.assert(
    fc.property(fc.array(anyLine, { maxLength: 5 }), fc.bigInt({ min: 0n, max: 10n ** 13n }), (lines, costNanoUsd) => {
      const shown = toReceiptLines({ costNanoUsd, detail: { lines, attempts: [] } })
      expect(sumOf(shown.map(({ amount }) => amount))).toBe(toPlainString(toDecimal(costNanoUsd)))
    }),
  )
})

it('what is under a nano-dollar is called rounding, more is what was given up above the hold', () => {
  const lines = [line('input', 3, 500_000n)]
  const labels = (costNanoUsd: bigint, of = lines) =>
    toReceiptLines({ costNanoUsd, detail: { lines: of, attempts: [] } }).map(({ id }) => id)
  expect(labels(1n)).toEqual(['input', 'rounding'])
  expect(labels(1n, [line('input', 2, 500_000n)])).toEqual(['input'])
  expect(labels(1n, [line('input', 1_000, 500_000n)])).toEqual(['input', 'cap'])
})

it('a fee per request is shown per request and not per million', () => {
  const [fee] = toReceiptLines({
    costNanoUsd: 5_000_000n,
    detail: { lines: [line('request', 1, 5_000_000_000_000n)], attempts: [] },
  })
  expect(fee?.label).toBe('1 request × $0.005000')
})
