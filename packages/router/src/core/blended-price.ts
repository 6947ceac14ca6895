import { isFree, type Prices } from '@turnpike/catalog/core/prices'
import { nanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import type { EligibleEntry } from './entry.ts'

const INPUT_PARTS = 3n
const OUTPUT_PARTS = 1n

/** One figure to compare endpoints by: nano-USD for a million tokens of a usual chat, three read for each one written. */
export const blendedPrice = ({ endpoint }: EligibleEntry): bigint => blend(endpoint.price.prices)

const blend = (prices: Prices): bigint =>
  isFree(prices) ? 0n : (prices.input * INPUT_PARTS + prices.output * OUTPUT_PARTS) / (INPUT_PARTS + OUTPUT_PARTS)

export const showBlendedPrice = (entry: EligibleEntry): string => toUsdDecimal(nanoUsd(blendedPrice(entry)))
