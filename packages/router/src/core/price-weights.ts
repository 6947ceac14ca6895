/**
 * Weights of a random draw, 1/price²: at a third of the price an endpoint is nine times as likely. They are given
 * relative to the dearest, so they are exact where the prices divide. Where something is free, only what is free is drawn.
 */
export function priceWeights(prices: readonly bigint[]): number[] {
  if (prices.some((price) => price === 0n)) return prices.map((price) => (price === 0n ? 1 : 0))
  const dearest = prices.reduce((most, price) => Math.max(most, Number(price)), 0)
  return prices.map((price) => (dearest / Number(price)) ** 2)
}

/** The index that a number in [0, 1) falls on. */
export function drawIndex(weights: readonly number[], random: number): number {
  let rest = random * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [index, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return index
  }
  return weights.findLastIndex((weight) => weight > 0)
}
