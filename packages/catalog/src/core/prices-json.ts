/** Prices as they are stored: nano-USD per million units in decimal strings, in a fixed order of fields. */
import { z } from 'zod'
import type { Prices, UnitPrices } from './prices.ts'

const wholeNumberSchema = z.string().regex(/^\d+$/).transform(BigInt)

const unitPricesShape = {
  input: wholeNumberSchema,
  output: wholeNumberSchema,
  cacheRead: wholeNumberSchema.nullable(),
  cacheWrite: wholeNumberSchema.nullable(),
}

const pricesJsonSchema = z.strictObject({
  ...unitPricesShape,
  request: wholeNumberSchema,
  tiers: z.array(z.strictObject({ aboveInputTokens: z.int().positive(), ...unitPricesShape })),
})

type UnitPricesJson = { input: string; output: string; cacheRead: string | null; cacheWrite: string | null }
export type PricesJson = UnitPricesJson & {
  request: string
  tiers: (UnitPricesJson & { aboveInputTokens: number })[]
}

export const encodePrices = (prices: Prices): PricesJson => ({
  ...encodeUnitPrices(prices),
  request: prices.request.toString(),
  tiers: prices.tiers.map((tier) => ({ aboveInputTokens: tier.aboveInputTokens, ...encodeUnitPrices(tier) })),
})

const encodeUnitPrices = (prices: UnitPrices): UnitPricesJson => ({
  input: prices.input.toString(),
  output: prices.output.toString(),
  cacheRead: prices.cacheRead?.toString() ?? null,
  cacheWrite: prices.cacheWrite?.toString() ?? null,
})

/** Throws when the stored value is not one that `encodePrices` wrote. */
export const decodePrices = (json: unknown): Prices => pricesJsonSchema.parse(json)
