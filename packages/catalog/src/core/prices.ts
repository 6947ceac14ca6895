/** Prices as the arithmetic uses them. Everything is nano-USD per million units; nothing is a float. */
import { invariant } from '@turnpike/kernel/invariant'
import { type NanoUsdPerMillion, parsePricePerMillion } from './parse-price.ts'
import type { PaidPriceRow, PriceRow } from './price-row.ts'

export type UnitPrices = {
  input: NanoUsdPerMillion
  output: NanoUsdPerMillion
  /** `null`: the provider has no price of its own for it, so it costs what input costs. */
  cacheRead: NanoUsdPerMillion | null
  cacheWrite: NanoUsdPerMillion | null
}

/** Holds for the whole request when its input is strictly longer than `aboveInputTokens`. */
export type PriceTier = UnitPrices & { aboveInputTokens: number }

export type Prices = UnitPrices & {
  /** Per million requests. */
  request: NanoUsdPerMillion
  /** By ascending threshold. */
  tiers: readonly PriceTier[]
}

export const FREE_PRICES: Prices = { input: 0n, output: 0n, cacheRead: null, cacheWrite: null, request: 0n, tiers: [] }

/** Whether nothing can ever be charged at these prices. */
export const isFree = (prices: Prices): boolean =>
  prices.request === 0n &&
  [prices, ...prices.tiers].every(
    (unit) => unit.input === 0n && unit.output === 0n && !unit.cacheRead && !unit.cacheWrite,
  )

/** The unit prices for a request of this input length. */
export function unitPricesFor(prices: Prices, inputTokens: number): UnitPrices {
  let inForce: UnitPrices = prices
  for (const tier of prices.tiers) if (inputTokens > tier.aboveInputTokens) inForce = tier
  return inForce
}

/** Every set of unit prices that some input of at most `inputTokens` can fall under. */
export const reachableUnitPrices = (prices: Prices, inputTokens: number): UnitPrices[] => [
  prices,
  ...prices.tiers.filter((tier) => inputTokens > tier.aboveInputTokens),
]

export const toPrices = (row: PriceRow): Prices => ('free' in row ? FREE_PRICES : toPaidPrices(row))

const toPaidPrices = (row: PaidPriceRow): Prices => ({
  ...toUnitPrices(row),
  request: row.request === undefined ? 0n : parsed(row.request),
  tiers: (row.tiers ?? []).map((tier) => ({ aboveInputTokens: tier.aboveInputTokens, ...toUnitPrices(tier) })),
})

type UnitPriceTexts = Pick<PaidPriceRow, 'input' | 'output' | 'cacheRead' | 'cacheWrite'>

const toUnitPrices = (row: UnitPriceTexts): UnitPrices => ({
  input: parsed(row.input),
  output: parsed(row.output),
  cacheRead: row.cacheRead === undefined ? null : parsed(row.cacheRead),
  cacheWrite: row.cacheWrite === undefined ? null : parsed(row.cacheWrite),
})

function parsed(text: string): NanoUsdPerMillion {
  const price = parsePricePerMillion(text)
  invariant(price !== null, `a validated row holds the price ${text}`)
  return price
}
