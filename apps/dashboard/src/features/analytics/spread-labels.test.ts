import fc from 'fast-check'
import { expect, it } from 'vitest'
import { spreadLabels } from './spread-labels.ts'

it('no label covers another, and none sinks below its line', () => {
  const heights = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 7 })
  fc.assert(
    fc.property(heights, (given) => {
      const lifts = spreadLabels(given, 0.05)
      const places = given.map((height, index) => height + (lifts[index] ?? 0)).sort((low, high) => low - high)
      expect(lifts.every((lift) => lift >= 0)).toBe(true)
      for (const [index, place] of places.slice(1).entries())
        expect(place - (places[index] ?? 0)).toBeGreaterThanOrEqual(0.05 - 1e-9)
    }),
  )
})
