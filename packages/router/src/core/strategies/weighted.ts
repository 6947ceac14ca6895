import { blendedPrice, showBlendedPrice } from '../blended-price.ts'
import type { EligibleEntry } from '../entry.ts'
import { drawIndex, priceWeights } from '../price-weights.ts'
import { comparePrice } from './by-price.ts'
import { healthOf, type RankContext, type Ranked, type Strategy } from './strategy.ts'

const SHARE_DECIMALS = 1e4

/**
 * The default. The first is drawn by 1/price², which spreads load and still favours what is cheap; the rest are its
 * fallbacks by price, those that failed within the last 30 seconds after the others.
 */
export const weighted: Strategy = {
  name: 'default',
  rank: (entries, context) => {
    if (entries.length === 0) return []
    const weights = priceWeights(entries.map(blendedPrice))
    const total = weights.reduce((sum, weight) => sum + weight, 0)
    const shareOf = new Map(entries.map((entry, index) => [entry.endpoint.id, (weights[index] ?? 0) / total]))
    const drawn = entries[drawIndex(weights, context.random())]
    const fallbacks = entries.filter((entry) => entry !== drawn).toSorted(byFailuresThenPrice(context))
    return [...(drawn ? [drawn] : []), ...fallbacks].map((entry) =>
      toRanked(entry, shareOf.get(entry.endpoint.id) ?? 0, entry === drawn, context),
    )
  },
}

const byFailuresThenPrice = (context: RankContext) => (first: EligibleEntry, other: EligibleEntry) =>
  Number(hasFailed(first, context)) - Number(hasFailed(other, context)) || comparePrice(first, other)

const hasFailed = (entry: EligibleEntry, { health }: RankContext): boolean => healthOf(entry, health).recentFailures > 0

const toRanked = (entry: EligibleEntry, share: number, drawn: boolean, context: RankContext): Ranked => ({
  entry,
  score: {
    strategy: 'default',
    blendedUsdPerMillion: showBlendedPrice(entry),
    chanceToBeFirst: Math.round(share * SHARE_DECIMALS) / SHARE_DECIMALS,
    drawn,
    recentFailures: healthOf(entry, context.health).recentFailures,
  },
})
