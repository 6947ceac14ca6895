import { expect, it } from 'vitest'
import { toFeeText } from './fee-text.ts'

it.each([
  [{ basisPoints: 550n, minimumCents: 80n }, '5.5% (at least $0.80) when you buy credits'],
  [{ basisPoints: 500n, minimumCents: 0n }, '5% when you buy credits'],
  [{ basisPoints: 0n, minimumCents: 80n }, '$0.80 when you buy credits'],
  [{ basisPoints: 0n, minimumCents: 0n }, 'nothing on top when you buy credits'],
])('the sentence says the configured fee %o', (fee, text) => {
  expect(toFeeText(fee)).toBe(text)
})
