import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHART_SHAPES } from './report-address.ts'
import { niceScale, toChart } from './to-chart.ts'

const value = fc.bigInt({ min: 0n, max: 10n ** 20n })

describe('charts', () => {
  it('a scale ends in a round figure at or over the largest value, in at most five equal steps', () => {
    expect(niceScale(830_000_000n)).toEqual({
      top: 1_000_000_000n,
      ticks: [0n, 200_000_000n, 400_000_000n, 600_000_000n, 800_000_000n, 1_000_000_000n],
    })
    fc.assert(
      fc.property(
        value.filter((largest) => largest > 0n),
        (largest) => {
          const { top, ticks } = niceScale(largest)
          const step = ticks[1] ?? 0n
          expect(top).toBeGreaterThanOrEqual(largest)
          expect(top - largest).toBeLessThan(step)
          expect(ticks.length).toBeLessThanOrEqual(6)
          expect(ticks).toEqual(ticks.map((_tick, index) => step * BigInt(index)))
          expect(step.toString()).toMatch(/^[125]0*$/)
        },
      ),
    )
  })

  it('nothing stands out of the scale, in no shape', () => {
    const lines = fc
      .integer({ min: 1, max: 30 })
      .chain((points) =>
        fc.array(fc.array(value, { minLength: points, maxLength: points }), { minLength: 1, maxLength: 7 }),
      )
    fc.assert(
      fc.property(lines, fc.constantFrom(...CHART_SHAPES), (series, shape) => {
        for (const heights of toChart(series, shape).heights) {
          const highest = shape === 'bars' ? heights.reduce((sum, height) => sum + height, 0) : Math.max(...heights)
          expect(highest).toBeLessThanOrEqual(1 + 1e-9)
        }
      }),
    )
  })

  it('cumulative ends at the sums', () => {
    const { values } = toChart(
      [
        [1n, 2n, 3n],
        [0n, 5n, 0n],
      ],
      'cumulative',
    )
    expect(values).toEqual([
      [1n, 0n],
      [3n, 5n],
      [6n, 5n],
    ])
  })

  it('a range without anything has a scale too', () => expect(toChart([], 'bars').scale.ticks).toEqual([0n]))
})
