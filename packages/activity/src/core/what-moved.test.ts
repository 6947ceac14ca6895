import { nanoUsd, parseUsd, toUsdNumber } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type MovedGroup, whatMoved } from './what-moved.ts'

/** Tokens for each request, price in nano-dollars for each token. */
const usage = (group: string, requests: bigint, tokensEach: bigint, price: bigint): MovedGroup => ({
  group,
  requests,
  inputTokens: requests * tokensEach,
  outputTokens: 0n,
  costNanoUsd: nanoUsd(requests * tokensEach * price),
})

const amountsOf = (current: MovedGroup[], previous: MovedGroup[]) =>
  Object.fromEntries(
    whatMoved(current, previous).parts.map((part) => [
      'group' in part ? `${part.cause} ${part.group}` : part.cause,
      part.amount,
    ]),
  )

describe('what moved', () => {
  test('the worked example: 1,000 × 1,200 tokens × $2.00 → 1,500 × 1,300 tokens × $1.80', () => {
    const moved = whatMoved([usage('m', 1_500n, 1_300n, 1_800n)], [usage('m', 1_000n, 1_200n, 2_000n)])
    expect(moved.change).toBe(parseUsd('1.11'))
    const [volume, size, price] = moved.parts.map(({ amount }) => toUsdNumber(amount).toFixed(4))
    expect([volume, size, price]).toEqual(['1.1839', '0.2337', '-0.3076'])
  })

  test('groups of one range only are new or stopped, the smaller ones together', () => {
    const current = ['a', 'b', 'c', 'd', 'e'].map((name, index) => usage(name, BigInt(index + 1), 1_000n, 1_000n))
    expect(amountsOf(current, [usage('gone', 1n, 1_000n, 3_000n)])).toEqual({
      volume: 0n,
      size: 0n,
      price: 0n,
      'new e': 5_000_000n,
      'new d': 4_000_000n,
      'new c': 3_000_000n,
      'new null': 3_000_000n,
      'stopped gone': -3_000_000n,
    })
  })

  test('what becomes free or stops being free moves by its price alone', () => {
    const [free, paid] = [usage('m', 10n, 100n, 0n), usage('m', 40n, 200n, 5n)]
    expect(amountsOf([paid], [free])).toEqual({ volume: 0n, size: 0n, price: paid.costNanoUsd })
    expect(amountsOf([free], [paid])).toEqual({ volume: 0n, size: 0n, price: -paid.costNanoUsd })
  })

  test('a model whose requests were all refused before is new', () => {
    const refused = { ...usage('m', 12n, 0n, 0n), requests: 12n }
    const answered = usage('m', 3n, 100n, 7n)
    expect(amountsOf([answered], [refused])).toEqual({
      volume: 0n,
      size: 0n,
      price: 0n,
      'new m': answered.costNanoUsd,
    })
  })

  test('twice the requests at the same length and price move by volume alone', () => {
    const moved = amountsOf([usage('m', 2_000n, 700n, 1_234n)], [usage('m', 1_000n, 700n, 1_234n)])
    expect(moved).toEqual({ volume: 863_800_000n, size: 0n, price: 0n })
  })

  const group = fc.record({
    requests: fc.bigInt({ min: 1n, max: 10n ** 9n }),
    inputTokens: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    outputTokens: fc.bigInt({ min: 0n, max: 10n ** 12n }),
    costNanoUsd: fc.oneof(fc.constant(0n), fc.bigInt({ min: 0n, max: 10n ** 18n })).map(nanoUsd),
  })
  const range = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), group, { noNullPrototype: true })
    .map((groups) => Object.entries(groups).map(([name, figures]) => ({ ...figures, group: name })))

  test('the parts add up to the change, to the nano-dollar', () => {
    fc.assert(
      fc.property(range, range, (current, previous) => {
        const { change, parts } = whatMoved(current, previous)
        expect(change).toBe(costOf(current) - costOf(previous))
        expect(parts.reduce((sum, { amount }) => sum + amount, 0n)).toBe(change)
      }),
      { numRuns: 500 },
    )
  })

  test('the same two ranges the other way round move by the same parts with the other sign', () => {
    fc.assert(
      fc.property(range, range, (current, previous) => {
        const [there, back] = [amountsOf(current, previous), amountsOf(previous, current)]
        for (const cause of ['volume', 'size'])
          expect(magnitude((there[cause] ?? 0n) + (back[cause] ?? 0n))).toBeLessThan(10n ** 6n)
      }),
    )
  })
})

const costOf = (groups: MovedGroup[]): bigint => groups.reduce((sum, { costNanoUsd }) => sum + costNanoUsd, 0n)
const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
