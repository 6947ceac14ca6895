import { comparePrice } from './by-price.ts'
import { healthOf, type Strategy } from './strategy.ts'

/** `sort: latency`: soonest first token first. What was not measured lately comes after, by price. */
export const byLatency: Strategy = {
  name: 'latency',
  rank: (entries, { health }) =>
    entries
      .map((entry) => ({ entry, timeToFirstTokenMs: healthOf(entry, health).timeToFirstTokenMs }))
      .toSorted(
        (first, other) =>
          compareKnown(first.timeToFirstTokenMs, other.timeToFirstTokenMs) || comparePrice(first.entry, other.entry),
      )
      .map(({ entry, timeToFirstTokenMs }) => ({
        entry,
        score: { strategy: 'latency', timeToFirstTokenMs: timeToFirstTokenMs ?? 'not measured' },
      })),
}

function compareKnown(first: number | null, other: number | null): number {
  if (first === null || other === null) return Number(first === null) - Number(other === null)
  return first - other
}
