import { NO_USAGE_FIGURES } from '@turnpike/activity/core/to-usage-report'
import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { cacheShareOf, effectivePriceOf, errorShareOf, okShareOf } from './usage-rates.ts'

it('the fixture: 968 of 1,000 ok, 20 errors, 12 refused is 98.0% ok, because refusals are no attempts', () => {
  const figures = { ...NO_USAGE_FIGURES, requests: 1_000n, errors: 20n, refused: 12n }
  expect(okShareOf(figures)?.toFixed(3)).toBe('0.980')
  expect(errorShareOf(figures)?.toFixed(4)).toBe('0.0202')
})

it('nothing is divided by nothing', () => {
  const onlyRefused = { ...NO_USAGE_FIGURES, requests: 3n, refused: 3n }
  expect(okShareOf(onlyRefused)).toBeNull()
  expect(errorShareOf(onlyRefused)).toBeNull()
  expect(cacheShareOf(onlyRefused)).toBeNull()
  expect(effectivePriceOf(onlyRefused)).toBeNull()
})

it('the effective price is spend for a million tokens, in and out together', () => {
  const figures = {
    ...NO_USAGE_FIGURES,
    inputTokens: 2_100_000n,
    outputTokens: 400_000n,
    costNanoUsd: nanoUsd(7_100_000_000n),
  }
  expect(effectivePriceOf(figures)).toBe(2_840_000_000n)
  expect(effectivePriceOf({ ...figures, costNanoUsd: nanoUsd(30_863_579_000n) })).toBe(12_350_000_000n)
  expect(effectivePriceOf({ ...figures, costNanoUsd: nanoUsd(1_234_567n) })).toBe(494_000n)
  expect(cacheShareOf({ ...figures, cachedInputTokens: 651_000n })).toBe(0.31)
})
