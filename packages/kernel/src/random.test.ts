import { describe, expect, it } from 'vitest'
import { seededRandom } from './random.ts'

describe('seeded random', () => {
  it('repeats exactly for a seed, so that a plan can be replayed', () => {
    const draw = (seed: number) => Array.from({ length: 20 }, seededRandom(seed))
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7)).not.toEqual(draw(8))
  })

  it('stays within [0, 1) and spreads over it', () => {
    const random = seededRandom(1)
    const tenths = new Set<number>()
    for (let count = 0; count < 1_000; count++) {
      const value = random()
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThan(1)
      tenths.add(Math.floor(value * 10))
    }
    expect(tenths.size).toBe(10)
  })
})
