import { minUsd, nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ceiling, lowestCeiling } from './ceiling.ts'
import { clampCharge } from './charge.ts'

const amounts = fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }).map(nanoUsd)
const holds = fc.bigInt({ min: 0n, max: 10n ** 18n }).map(nanoUsd)

describe('charge', () => {
  it('stays within [0, held] whatever the upstream reports', () => {
    fc.assert(
      fc.property(amounts, holds, (actual, held) => {
        const charge = clampCharge(actual, held)
        expect(charge >= 0n && charge <= held).toBe(true)
        if (actual >= 0n && actual <= held) expect(charge).toBe(actual)
      }),
    )
  })
})

describe('lowest ceiling', () => {
  const ceiling = (free: bigint): Ceiling => ({
    limitSource: 'balance',
    scopeId: 'org_1',
    period: null,
    limit: nanoUsd(free),
    used: nanoUsd(0n),
    reserved: nanoUsd(0n),
    free: nanoUsd(free),
    resetsAt: null,
  })

  it('is the least free of all, so that what fits under it fits under every limit', () => {
    fc.assert(
      fc.property(fc.array(holds), (frees) => {
        const lowest = lowestCeiling(frees.map(ceiling))
        expect(lowest?.free ?? null).toBe(frees.length === 0 ? null : frees.reduce(minUsd))
      }),
    )
  })
})
