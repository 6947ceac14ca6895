import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeCrockford, encodeCrockford } from './crockford.ts'
import { ID_PREFIXES, idTimeMs, systemIds, uuidV7 } from './ids.ts'

const randoms = fc.uint8Array({ minLength: 10, maxLength: 10 })
const instants = fc.integer({ min: 0, max: 4_102_444_800_000 })

describe('ids', () => {
  it('sort by the millisecond they were made', () => {
    fc.assert(
      fc.property(instants, instants, randoms, randoms, (first, second, randomA, randomB) => {
        const [a, b] = [encodeCrockford(uuidV7(first, randomA)), encodeCrockford(uuidV7(second, randomB))]
        if (first !== second) expect(a < b).toBe(first < second)
      }),
    )
  })

  it('give back their bytes and their time', () => {
    fc.assert(
      fc.property(instants, randoms, (instant, random) => {
        const bytes = uuidV7(instant, random)
        const text = encodeCrockford(bytes)
        expect(decodeCrockford(text)).toEqual(bytes)
        expect(idTimeMs('generation', ID_PREFIXES.generation + text)).toBe(instant)
      }),
    )
  })

  it('are refused when they are not ids of that kind', () => {
    expect(idTimeMs('generation', systemIds.next('key'))).toBeNull()
    expect(idTimeMs('generation', 'gen-')).toBeNull()
    expect(idTimeMs('generation', `gen-${'z'.repeat(26)}`)).toBeNull()
    expect(idTimeMs('generation', `gen-${'u'.repeat(26)}`)).toBeNull()
  })
})
