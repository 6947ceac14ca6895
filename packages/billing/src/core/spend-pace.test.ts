import { nanoUsd, parseUsd, ZERO_USD } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toRunway } from './spend-pace.ts'

const usd = (text: string) => parseUsd(text) ?? ZERO_USD

it('$40.78 at $12.345678 a week lasts 23 whole days', () => {
  expect(toRunway(usd('40.78'), { spent: usd('12.345678'), days: 7 })).toEqual({
    perDay: usd('1.763668286'),
    days: 23n,
  })
})

it('nothing is promised from two days of history, nor when nothing was charged', () => {
  expect(toRunway(usd('10'), { spent: usd('1'), days: 2 })).toBeNull()
  expect(toRunway(usd('10'), { spent: ZERO_USD, days: 7 })).toBeNull()
})

it('without credit there are no days left', () => {
  expect(toRunway(ZERO_USD, { spent: usd('1'), days: 7 })?.days).toBe(0n)
})

it('the promised days never cost more than there is, and one day more always does', () => {
  const amounts = fc.bigInt({ min: 1n, max: 10n ** 15n }).map(nanoUsd)
  fc.assert(
    fc.property(amounts, amounts, fc.integer({ min: 3, max: 7 }), (available, spent, days) => {
      const promised = toRunway(available, { spent, days })?.days ?? 0n
      expect(promised * spent <= available * BigInt(days)).toBe(true)
      expect((promised + 1n) * spent > available * BigInt(days)).toBe(true)
    }),
  )
})
