import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import { describe, expect, it } from 'vitest'
import { catalogFixture, inputFixture, NOW_MS } from '../testing/catalog-fixture.ts'
import type { EndpointHealth } from './health.ts'
import type { PlanInput } from './plan.ts'
import { planRequest } from './plan-request.ts'
import { drawIndex, priceWeights } from './price-weights.ts'

const catalog = catalogFixture({
  'lab/one': [
    { provider: 'cheap', price: '1', quantization: 'int4' },
    { provider: 'middle', price: '3', quantization: 'fp8' },
    { provider: 'dear', price: '9', quantization: 'bf16' },
  ],
  'lab/two': [{ provider: 'cheap', price: '0.5' }],
})

const planned = (input: Partial<PlanInput> = {}) => {
  const plan = planRequest(inputFixture(catalog, input))
  if (!plan.ok) throw new Error(plan.error.message)
  return plan.value
}

const order = (input: Partial<PlanInput>) => planned(input).candidates.map(({ endpoint }) => endpoint.id)

const health = (state: Partial<EndpointHealth>): EndpointHealth => ({
  recentFailures: 0,
  recentSuccesses: 0,
  lastFailureMs: null,
  coolingUntilMs: null,
  timeToFirstTokenMs: null,
  tokensPerSecond: null,
  ...state,
})

const sortBy = (sort: NonNullable<PlanInput['request']['provider']['sort']>, more: Partial<PlanInput> = {}) =>
  order({ request: sampleRequest({ provider: { sort } }), ...more })

const CHEAP = 'cheap/lab/one'
const MIDDLE = 'middle/lab/one'
const DEAR = 'dear/lab/one'

describe('default weights', () => {
  it.each([
    ['$1 is nine times as likely as $3', [1n, 3n], [9, 1]],
    ['equal prices are equally likely', [5n, 5n], [1, 1]],
    ['$1, $2 and $4', [1n, 2n, 4n], [16, 4, 1]],
    ['only what is free is drawn', [0n, 3n, 0n], [1, 0, 1]],
  ])('%s', (_, prices, weights) => {
    expect(priceWeights(prices.map((price) => price * 1_000_000_000n))).toEqual(weights)
  })

  it('divide the interval of the draw exactly', () => {
    expect(drawIndex([9, 1], 0)).toBe(0)
    expect(drawIndex([9, 1], 0.8999)).toBe(0)
    expect(drawIndex([9, 1], 0.9)).toBe(1)
    expect(drawIndex([1, 0], 0.999999)).toBe(0)
    expect(drawIndex([0, 1], 0)).toBe(1)
  })

  it('are shown in the score', () => {
    const chances = planned().candidates.map(({ provider, score }) => [provider.id, score.chanceToBeFirst])
    expect(Object.fromEntries(chances)).toEqual({ cheap: 0.8901, middle: 0.0989, dear: 0.011 })
  })
})

describe('ranking', () => {
  it('puts the drawn endpoint first and its fallbacks by price', () => {
    const firsts = new Set<string | undefined>()
    for (let seed = 0; seed < 500; seed++) {
      const [first, ...rest] = order({ seed })
      firsts.add(first)
      expect(rest).toEqual([CHEAP, MIDDLE, DEAR].filter((id) => id !== first))
    }
    expect(firsts).toEqual(new Set([CHEAP, MIDDLE, DEAR]))
  })

  it.each<[string, Partial<EndpointHealth>]>([
    ['half of its requests failed', { recentFailures: 5, recentSuccesses: 5 }],
    ['it asked to be left alone', { coolingUntilMs: NOW_MS + 1 }],
  ])('sets an endpoint aside for every seed when %s', (_, state) => {
    for (let seed = 0; seed < 50; seed++)
      expect(order({ seed, health: new Map([[CHEAP, health(state)]]) }).at(-1)).toBe(CHEAP)
  })

  it.each<[string, Partial<EndpointHealth>]>([
    ['one failure', { recentFailures: 1 }],
    ['few failures of many', { recentFailures: 5, recentSuccesses: 95 }],
    ['a pause that is over', { coolingUntilMs: NOW_MS }],
  ])('does not set an endpoint aside for %s', (_, state) => {
    expect(sortBy('price', { health: new Map([[CHEAP, health(state)]]) })[0]).toBe(CHEAP)
  })

  it('sorts by price, throughput, latency and precision when told to', () => {
    const measured = new Map([
      [MIDDLE, health({ tokensPerSecond: 100, timeToFirstTokenMs: 300 })],
      [DEAR, health({ tokensPerSecond: 300, timeToFirstTokenMs: 900 })],
    ])
    expect(sortBy('price', { health: measured })).toEqual([CHEAP, MIDDLE, DEAR])
    expect(sortBy('throughput', { health: measured })).toEqual([DEAR, MIDDLE, CHEAP])
    expect(sortBy('latency', { health: measured })).toEqual([MIDDLE, DEAR, CHEAP])
    expect(sortBy('exacto', { health: measured })).toEqual([DEAR, MIDDLE, CHEAP])
  })

  it('moves what misses a preference to the end and removes nothing', () => {
    const slow = new Map([[CHEAP, health({ tokensPerSecond: 10, timeToFirstTokenMs: 4_000 })]])
    const request = (provider: PlanInput['request']['provider']) => ({
      health: slow,
      request: sampleRequest({ provider }),
    })
    expect(order(request({ sort: 'price', preferred_min_throughput: 20 }))).toEqual([MIDDLE, DEAR, CHEAP])
    expect(order(request({ sort: 'price', preferred_max_latency: { p90: 3 } }))).toEqual([MIDDLE, DEAR, CHEAP])
    expect(order(request({ sort: 'price', preferred_max_latency: 4 }))).toEqual([CHEAP, MIDDLE, DEAR])
  })

  it('follows the order of the request before everything, also with an outage', () => {
    const request = sampleRequest({ provider: { order: ['Dear', 'middle'], sort: 'price' } })
    const failing = new Map([[DEAR, health({ recentFailures: 9 })]])
    expect(order({ request, health: failing })).toEqual([DEAR, MIDDLE, CHEAP])
    expect(planned({ request }).strategy).toBe('order, price')
  })

  it('tries all of the first model before the second, unless it sorts across models', () => {
    const models = ['lab/one', 'lab/two']
    const across = { by: 'price' as const, partition: 'none' as const }
    const ofModels = (provider: PlanInput['request']['provider']) =>
      order({ request: sampleRequest({ models, provider }) })
    expect(ofModels({ sort: 'price' })).toEqual([CHEAP, MIDDLE, DEAR, 'cheap/lab/two'])
    expect(ofModels({ sort: across })).toEqual(['cheap/lab/two', CHEAP, MIDDLE, DEAR])
  })

  it('lets a suffix of the name decide for its model', () => {
    const request = sampleRequest({ models: ['lab/one:floor', 'lab/two'] })
    expect(order({ request })).toEqual([CHEAP, MIDDLE, DEAR, 'cheap/lab/two'])
    expect(planned({ request }).strategy).toBe('price, default')
  })

  it('prefers a context that is likely large enough', () => {
    const contexts = catalogFixture({
      'lab/one': [
        { provider: 'small', price: '1', contextTokens: 8_000 },
        { provider: 'large', price: '2', contextTokens: 128_000 },
      ],
    })
    const plan = planRequest(inputFixture(contexts, { inputTokenBound: 40_000 }))
    expect(plan.ok && plan.value.candidates.map(({ provider }) => provider.id)).toEqual(['large', 'small'])
  })
})
