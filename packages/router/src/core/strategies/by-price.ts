import { blendedPrice, showBlendedPrice } from '../blended-price.ts'
import { compareText } from '../compare-text.ts'
import type { EligibleEntry } from '../entry.ts'
import type { Strategy } from './strategy.ts'

/** `sort: price`, `:floor`: the cheapest first, always. */
export const byPrice: Strategy = {
  name: 'price',
  rank: (entries) =>
    entries
      .toSorted(comparePrice)
      .map((entry) => ({ entry, score: { strategy: 'price', blendedUsdPerMillion: showBlendedPrice(entry) } })),
}

/** Cheaper first; the id decides between equals, so that the order is total. */
export function comparePrice(first: EligibleEntry, other: EligibleEntry): number {
  const [price, otherPrice] = [blendedPrice(first), blendedPrice(other)]
  if (price !== otherPrice) return price < otherPrice ? -1 : 1
  return compareText(first.endpoint.id, other.endpoint.id)
}
