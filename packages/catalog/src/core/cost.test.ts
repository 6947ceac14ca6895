import type { Usage } from '@turnpike/contracts/inference/usage'
import { nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { computeCost } from './cost.ts'
import { affordableOutputTokens, computeHold } from './hold.ts'
import type { Prices, PriceTier, UnitPrices } from './prices.ts'

const MAX_TOKENS = 2_000_000

const price = fc.bigInt({ min: 0n, max: 10n ** 12n })
const unitPrices: fc.Arbitrary<UnitPrices> = fc.record({
  input: price,
  output: price,
  cacheRead: fc.option(price),
  cacheWrite: fc.option(price),
})
const flatPrices: fc.Arbitrary<Prices> = fc
  .record({ unit: unitPrices, request: price })
  .map(({ unit, request }) => ({ ...unit, request, tiers: [] }))

const thresholds = fc.uniqueArray(fc.integer({ min: 1, max: MAX_TOKENS }), { maxLength: 3 })
const anyPrices: fc.Arbitrary<Prices> = fc
  .record({ flat: flatPrices, thresholds, units: fc.array(unitPrices, { minLength: 3, maxLength: 3 }) })
  .map(({ flat, thresholds, units }) => ({ ...flat, tiers: toTiers(thresholds, units) }))

function toTiers(thresholds: number[], units: UnitPrices[]): PriceTier[] {
  const ascending = thresholds.toSorted((first, second) => first - second)
  return ascending.flatMap((aboveInputTokens, index) => {
    const unit = units[index]
    return unit === undefined ? [] : [{ aboveInputTokens, ...unit }]
  })
}

/** Tiers that cost at least what the tier below costs, as providers have them. */
const risingPrices = anyPrices.map((prices): Prices => {
  let below: UnitPrices = { ...prices, cacheRead: null, cacheWrite: null }
  const base = below
  const tiers = prices.tiers.map((tier) => {
    below = { input: below.input + tier.input, output: below.output + tier.output, cacheRead: null, cacheWrite: null }
    return { aboveInputTokens: tier.aboveInputTokens, ...below }
  })
  return { ...base, request: prices.request, tiers }
})

const usageWithin = (inputTokens: number, outputTokens: number): fc.Arbitrary<Usage> =>
  fc
    .tuple(fc.nat(inputTokens), fc.nat(outputTokens), fc.nat(100), fc.nat(100))
    .map(([input, output, readPercent, writePercent]) => {
      const cachedInputTokens = Math.floor((input * readPercent) / 100)
      const cacheWriteTokens = Math.floor(((input - cachedInputTokens) * writePercent) / 100)
      return {
        inputTokens: input,
        outputTokens: output,
        reasoningTokens: 0,
        cachedInputTokens,
        cacheWriteTokens,
        source: 'reported',
      }
    })
const anyUsage = usageWithin(MAX_TOKENS, MAX_TOKENS)

const plus = (first: Usage, second: Usage): Usage => ({
  inputTokens: first.inputTokens + second.inputTokens,
  outputTokens: first.outputTokens + second.outputTokens,
  reasoningTokens: 0,
  cachedInputTokens: first.cachedInputTokens + second.cachedInputTokens,
  cacheWriteTokens: first.cacheWriteTokens + second.cacheWriteTokens,
  source: 'reported',
})

const exactSum = (prices: Prices, usage: Usage): bigint =>
  computeCost(prices, usage).lines.reduce((sum, line) => sum + BigInt(line.amountNanoUsdMillionths), 0n)

const usage = (counts: Partial<Usage>): Usage => ({
  inputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  source: 'reported',
  ...counts,
})

const sonnet: Prices = {
  input: 3_000_000_000n,
  output: 15_000_000_000n,
  cacheRead: 300_000_000n,
  cacheWrite: 3_750_000_000n,
  request: 0n,
  tiers: [
    { aboveInputTokens: 200_000, input: 6_000_000_000n, output: 22_500_000_000n, cacheRead: null, cacheWrite: null },
  ],
}

describe('cost', () => {
  it('prices plain input, cache reads, cache writes and output apart', () => {
    const counts = { inputTokens: 10_000, cachedInputTokens: 6_000, cacheWriteTokens: 1_000, outputTokens: 500 }
    const cost = computeCost(sonnet, usage({ ...counts, reasoningTokens: 400 }))
    expect(cost.lines.map((line) => [line.item, line.quantity])).toEqual([
      ['input', 3_000],
      ['cached_input', 6_000],
      ['cache_write', 1_000],
      ['output', 500],
    ])
    expect(cost.totalNanoUsd).toBe(9_000_000n + 1_800_000n + 3_750_000n + 7_500_000n)
  })

  it('changes tier only above the threshold, and then for the whole request', () => {
    expect(computeCost(sonnet, usage({ inputTokens: 200_000 })).totalNanoUsd).toBe(600_000_000n)
    expect(computeCost(sonnet, usage({ inputTokens: 200_001 })).totalNanoUsd).toBe(1_200_006_000n)
    expect(computeCost(sonnet, usage({ inputTokens: 200_001, cachedInputTokens: 200_001 })).totalNanoUsd).toBe(
      1_200_006_000n,
    )
  })

  it('rounds the sum once, down', () => {
    const prices: Prices = {
      input: 700_000n,
      output: 700_000n,
      cacheRead: null,
      cacheWrite: null,
      request: 0n,
      tiers: [],
    }
    expect(computeCost(prices, usage({ inputTokens: 1, outputTokens: 1 })).totalNanoUsd).toBe(1n)
  })

  it('adds up to the total that is charged', () => {
    fc.assert(
      fc.property(anyPrices, anyUsage, (prices, usage) => {
        expect(exactSum(prices, usage) / 1_000_000n).toBe(computeCost(prices, usage).totalNanoUsd)
      }),
    )
  })

  it('is additive: two usages cost exactly the sum before rounding, and at most a nano-dollar apart after', () => {
    fc.assert(
      fc.property(flatPrices, anyUsage, anyUsage, (prices, first, second) => {
        const together = computeCost(prices, plus(first, second)).totalNanoUsd
        const apart = computeCost(prices, first).totalNanoUsd + computeCost(prices, second).totalNanoUsd
        expect(exactSum(prices, first) + exactSum(prices, second)).toBe(
          exactSum(prices, plus(first, second)) + prices.request,
        )
        expect(together + prices.request / 1_000_000n - apart >= -1n).toBe(true)
        expect(together + prices.request / 1_000_000n - apart <= 1n).toBe(true)
      }),
    )
  })

  it('is monotone: more tokens never cost less', () => {
    fc.assert(
      fc.property(risingPrices, anyUsage, anyUsage, (prices, usage, more) => {
        const total = computeCost(prices, usage).totalNanoUsd
        expect(computeCost(prices, plus(usage, more)).totalNanoUsd >= total).toBe(true)
      }),
    )
  })

  it('lets a provider gain nothing by claiming more cached tokens than there is input', () => {
    const lying = usage({ inputTokens: 100, cachedInputTokens: 5_000, cacheWriteTokens: 5_000 })
    expect(computeCost(sonnet, lying).lines.map((line) => line.quantity)).toEqual([100])
  })
})

const bounds = fc.record({ inputTokens: fc.nat(MAX_TOKENS), outputTokens: fc.nat(MAX_TOKENS) })

describe('hold', () => {
  it('covers the cost of any usage within its bounds, at any tier', () => {
    const cases = bounds.chain((bound) =>
      fc.record({ bound: fc.constant(bound), usage: usageWithin(bound.inputTokens, bound.outputTokens) }),
    )
    fc.assert(
      fc.property(anyPrices, cases, (prices, { bound, usage }) => {
        expect(computeHold(prices, bound) >= computeCost(prices, usage).totalNanoUsd).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('is no larger than the dearest usage within its bounds: prices without cache cost exactly the hold', () => {
    const prices: Prices = { ...sonnet, cacheRead: null, cacheWrite: null, tiers: [] }
    const bound = { inputTokens: 1_234, outputTokens: 567 }
    expect(computeHold(prices, bound)).toBe(computeCost(prices, usage(bound)).totalNanoUsd)
  })

  it('fits with the affordable output, and with one token more does not', () => {
    const free = fc.bigInt({ min: 0n, max: 10n ** 13n }).map(nanoUsd)
    fc.assert(
      fc.property(anyPrices, fc.nat(MAX_TOKENS), free, (prices, inputTokens, free) => {
        const tokens = affordableOutputTokens(prices, inputTokens, free)
        if (tokens === null) {
          expect(computeHold(prices, { inputTokens, outputTokens: 0 }) > free).toBe(true)
          return
        }
        expect(computeHold(prices, { inputTokens, outputTokens: tokens }) <= free).toBe(true)
        if (tokens === Number.MAX_SAFE_INTEGER) return
        expect(computeHold(prices, { inputTokens, outputTokens: tokens + 1 }) > free).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('of a free model is nothing, and any output is affordable', () => {
    const free: Prices = { input: 0n, output: 0n, cacheRead: null, cacheWrite: null, request: 0n, tiers: [] }
    expect(computeHold(free, { inputTokens: 1_000_000, outputTokens: 1_000_000 })).toBe(0n)
    expect(affordableOutputTokens(free, 1_000_000, nanoUsd(0n))).toBe(Number.MAX_SAFE_INTEGER)
  })
})
