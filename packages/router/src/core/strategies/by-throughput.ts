import { comparePrice } from './by-price.ts'
import { healthOf, type Strategy } from './strategy.ts'

/** `sort: throughput`, `:nitro`: most tokens a second first. What was not measured lately comes after, by price. */
export const byThroughput: Strategy = {
  name: 'throughput',
  rank: (entries, { health }) =>
    entries
      .map((entry) => ({ entry, tokensPerSecond: healthOf(entry, health).tokensPerSecond }))
      .toSorted(
        (first, other) =>
          (other.tokensPerSecond ?? 0) - (first.tokensPerSecond ?? 0) || comparePrice(first.entry, other.entry),
      )
      .map(({ entry, tokensPerSecond }) => ({
        entry,
        score: { strategy: 'throughput', tokensPerSecond: tokensPerSecond ?? 'not measured' },
      })),
}
