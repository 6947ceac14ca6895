/**
 * How far labels at the given heights must be lifted so that each is at least `gap` over the one below it. Gives the
 * lift of each, in the order of the heights; the lowest stays where it is.
 */
export function spreadLabels(heights: readonly number[], gap: number): number[] {
  const lifts = heights.map(() => 0)
  let lowest = Number.NEGATIVE_INFINITY
  const upwards = heights.map((height, index) => ({ height, index })).sort((low, high) => low.height - high.height)
  for (const { height, index } of upwards) {
    const place = Math.max(height, lowest + gap)
    lifts[index] = place - height
    lowest = place
  }
  return lifts
}
