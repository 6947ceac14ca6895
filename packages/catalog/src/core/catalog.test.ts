import { describe, expect, it } from 'vitest'
import { sampleProvider } from '../testing/sample-provider.ts'
import { buildCatalog, type CatalogRows } from './catalog.ts'
import { checkRows } from './check-rows.ts'
import { modelRowSchema } from './model-row.ts'
import { isPriceJump } from './price-jump.ts'
import { priceRowSchema } from './price-row.ts'
import { toPrices } from './prices.ts'
import { decodePrices, encodePrices } from './prices-json.ts'
import { providerRowSchema } from './provider-row.ts'
import { toUnitPrice } from './to-unit-price.ts'

const abilities = {
  contextTokens: 128_000,
  maxOutputTokens: 16_000,
  inputModalities: ['text'],
  outputModalities: ['text'],
  supportedParameters: ['temperature'],
}

const provider = sampleProvider('acme')

const endpointInput = { id: 'acme/lab/one', provider: 'acme', upstreamModel: 'one', ...abilities, quantization: 'fp8' }

const modelInput = (prices: unknown[], endpoint: object = {}) => ({
  id: 'lab/one',
  name: 'One',
  releasedOn: '2026-01-01',
  ...abilities,
  tokenizer: 'Other',
  huggingFaceId: null,
  endpoints: [{ ...endpointInput, prices, ...endpoint }],
})

const rowsWith = (prices: unknown[]): CatalogRows => ({
  providers: [provider],
  models: [modelRowSchema.parse(modelInput(prices))],
})

const JANUARY = { effectiveFrom: '2026-01-01', input: '1', output: '2' }
const MARCH = { effectiveFrom: '2026-03-01', input: '0.5', output: '1' }

const priceAt = (prices: unknown[], day: string) =>
  buildCatalog(rowsWith(prices), Date.parse(day)).endpoints.get('acme/lab/one')?.price

describe('catalogue', () => {
  it('uses the price in force, and says when the next one takes over', () => {
    expect(priceAt([JANUARY, MARCH], '2026-02-28')?.prices.input).toBe(1_000_000_000n)
    expect(priceAt([JANUARY, MARCH], '2026-03-01')?.prices.input).toBe(500_000_000n)
    expect(buildCatalog(rowsWith([JANUARY, MARCH]), Date.parse('2026-02-28')).validUntilMs).toBe(
      Date.parse('2026-03-01'),
    )
    expect(buildCatalog(rowsWith([JANUARY, MARCH]), Date.parse('2026-03-01')).validUntilMs).toBeNull()
  })

  it('prices nothing before its first price begins, nor without a price', () => {
    expect(priceAt([JANUARY], '2025-12-31')).toBeNull()
    expect(priceAt([], '2026-12-31')).toBeNull()
  })

  it('names a price version after its content, whatever else the catalogue holds', () => {
    const early = priceAt([JANUARY], '2026-02-01')
    expect(priceAt([JANUARY, MARCH], '2026-02-01')?.id).toBe(early?.id)
    expect(priceAt([{ ...JANUARY, output: '2.1' }], '2026-02-01')?.id).not.toBe(early?.id)
    expect(priceAt([{ ...JANUARY, input: '1.000' }], '2026-02-01')?.id).toBe(early?.id)
  })

  it('cannot be changed by one of its readers', () => {
    const catalog = buildCatalog(rowsWith([JANUARY]), Date.parse('2026-02-01'))
    const endpoint = catalog.endpoints.get('acme/lab/one')
    expect(() => endpoint?.supportedParameters.push('seed')).toThrow(TypeError)
    expect(Object.isFrozen(endpoint?.price?.prices)).toBe(true)
    expect(Object.isFrozen(catalog.providers.get('acme')?.policy)).toBe(true)
  })

  it('refuses ids used twice and providers that do not exist', () => {
    const rows = rowsWith([JANUARY])
    const stray = modelInput([JANUARY], { provider: 'nobody', id: 'nobody/lab/one' })
    const doubled: CatalogRows = {
      providers: [provider, provider],
      models: [...rows.models, ...rows.models, modelRowSchema.parse({ ...stray, id: 'lab/one' })],
    }
    expect(checkRows(doubled)).toEqual([
      'There are two providers called acme.',
      'There are two models called lab/one.',
      'There are two endpoints called acme/lab/one.',
      'Endpoint nobody/lab/one names the provider nobody, for which there is no row.',
    ])
    expect(checkRows(rows)).toEqual([])
  })
})

describe('rows', () => {
  it.each([
    ['a zero price that does not say so', [{ ...JANUARY, input: '0', output: '0' }]],
    ['a free price with figures', [{ ...JANUARY, free: true }]],
    ['a price in exponents', [{ ...JANUARY, input: '1e-7' }]],
    ['a price below zero', [{ ...JANUARY, input: '-1' }]],
    ['a price as a number', [{ ...JANUARY, input: 1 }]],
    ['prices out of order', [MARCH, JANUARY]],
    ['two prices from the same day', [JANUARY, JANUARY]],
    ['tiers out of order', [{ ...JANUARY, tiers: [tier(200), tier(100)] }]],
  ])('are refused with %s', (_, prices) => {
    expect(modelRowSchema.safeParse(modelInput(prices)).success).toBe(false)
  })

  it('are refused with an id that does not follow from provider, model and variant', () => {
    expect(modelRowSchema.safeParse(modelInput([JANUARY], { variant: 'turbo' })).success).toBe(false)
    expect(
      modelRowSchema.safeParse(modelInput([JANUARY], { variant: 'turbo', id: 'acme/lab/one:turbo' })).success,
    ).toBe(true)
  })

  it('are refused with a field that nobody reads', () => {
    expect(providerRowSchema.safeParse({ ...provider, apiKey: 'secret' }).success).toBe(false)
    expect(providerRowSchema.safeParse({ ...provider, baseUrl: 'http://api.acme.example' }).success).toBe(false)
    expect(providerRowSchema.safeParse(provider).success).toBe(true)
  })
})

function tier(aboveInputTokens: number) {
  return { aboveInputTokens, input: '1', output: '1' }
}

const prices = (row: object) => toPrices(priceRowSchema.parse({ effectiveFrom: '2026-01-01', ...row }))

describe('prices', () => {
  it('are the same after being stored', () => {
    const stored = prices({ input: '0.15', output: '0.6', cacheRead: '0.000000001', request: '5000', tiers: [tier(9)] })
    expect(decodePrices(JSON.parse(JSON.stringify(encodePrices(stored))))).toEqual(stored)
    expect(() => decodePrices({ ...encodePrices(stored), input: '0.15' })).toThrow()
  })

  it.each([
    ['five times', { input: '5', output: '10' }, false],
    ['more than five times', { input: '5.01', output: '10' }, true],
    ['less than a fifth', { input: '1', output: '0.39' }, true],
    ['free', { free: true }, true],
    ['a jump only in a tier', { input: '1', output: '2', tiers: [{ ...tier(100), input: '6', output: '2' }] }, true],
    ['a cache price that is new', { input: '1', output: '2', cacheRead: '0.01' }, false],
  ])('that become %s are a jump or not', (_, row, expected) => {
    const before = prices({ input: '1', output: '2' })
    expect(isPriceJump(before, prices(row))).toBe(expected)
    expect(isPriceJump(prices(row), before)).toBe(expected)
  })

  it.each([
    [150_000_000n, '0.00000015'],
    [0n, '0'],
    [1n, '0.000000000000001'],
    [10n ** 15n, '1'],
    [15_000_000_000n, '0.000015'],
  ])('of %s nano-dollars a million are written per unit', (price, expected) => {
    expect(toUnitPrice(price)).toBe(expected)
  })
})
