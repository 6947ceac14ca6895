/**
 * Finds slips of the pen in new prices: a decimal point in the wrong place, dollars per thousand tokens instead of per
 * million, a price that became free. A change by more than the factor, up or down, has to be confirmed by somebody.
 */
import { type Prices, unitPricesFor } from './prices.ts'

const LARGEST_FACTOR = 5n

export function isPriceJump(before: Prices, after: Prices): boolean {
  if (isFarApart(before.request, after.request)) return true
  return comparedLengths(before, after).some((inputTokens) => {
    const [old, next] = [unitPricesFor(before, inputTokens), unitPricesFor(after, inputTokens)]
    return (
      isFarApart(old.input, next.input) ||
      isFarApart(old.output, next.output) ||
      isKnownAndFarApart(old.cacheRead, next.cacheRead) ||
      isKnownAndFarApart(old.cacheWrite, next.cacheWrite)
    )
  })
}

const isFarApart = (first: bigint, second: bigint): boolean =>
  first > second * LARGEST_FACTOR || second > first * LARGEST_FACTOR

/** A cache price that is new or gone is no slip: reading the cache often costs a tenth of plain input. */
const isKnownAndFarApart = (first: bigint | null, second: bigint | null): boolean =>
  first !== null && second !== null && isFarApart(first, second)

/** One input length within every tier that either side knows. */
const comparedLengths = (before: Prices, after: Prices): number[] => [
  0,
  ...[...before.tiers, ...after.tiers].map((tier) => tier.aboveInputTokens + 1),
]
