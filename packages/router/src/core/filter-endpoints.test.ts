import type { ProviderPreferences } from '@turnpike/contracts/inference/provider-preferences'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import { describe, expect, it } from 'vitest'
import { catalogFixture, type EndpointFixture, inputFixture } from '../testing/catalog-fixture.ts'
import type { PlanInput } from './plan.ts'
import { planRequest } from './plan-request.ts'

/** `good` passes everything that `bad` does not, so each case shows one filter at work. */
const good: EndpointFixture = {
  provider: 'good',
  supportedParameters: ['tools', 'temperature', 'max_tokens', 'structured_outputs', 'response_format'],
  inputModalities: ['text', 'image'],
  quantization: 'bf16',
}

const removedFrom = (bad: Partial<EndpointFixture>, input: Partial<PlanInput>, badPolicy = {}) => {
  const catalog = catalogFixture({ 'lab/one': [good, { provider: 'bad', ...bad }] }, { bad: badPolicy })
  const plan = planRequest(inputFixture(catalog, input))
  return plan.ok ? plan.value.removed.map(({ providerId, filter, reason }) => [providerId, filter, reason]) : plan.error
}

const asking = (provider: ProviderPreferences, more = {}): Partial<PlanInput> => ({
  request: sampleRequest({ provider, ...more }),
})

const policy = { allowedModels: null, allowedProviders: null, dataCollection: 'allow' as const, zdr: false }
const image = { type: 'image_url', image_url: { url: 'https://example.com/cat.png' } }
const schema = { responseFormat: { type: 'json_schema' } }

describe('filters', () => {
  it.each<[string, string, Partial<EndpointFixture>, Partial<PlanInput>, object?]>([
    ['unpriced', 'Its price is not known', { price: null }, {}],
    [
      'provider_not_ready',
      'This server has no key for Bad (BAD_API_KEY)',
      {},
      { isRoutable: ({ id }) => id !== 'bad' },
    ],
    ['allowed_providers', 'does not allow the provider Bad', {}, { policy: { ...policy, allowedProviders: ['good'] } }],
    ['only', 'Bad is not in provider.only', {}, asking({ only: ['Good'] })],
    ['ignore', 'Bad is in provider.ignore', {}, asking({ ignore: ['bad'] })],
    ['ignore', 'Bad is in provider.ignore', { variant: 'turbo' }, asking({ ignore: ['bad/turbo'] })],
    ['order', 'Bad is not in provider.order', {}, asking({ order: ['good'], allow_fallbacks: false })],
    ['quantizations', 'Its quantization (int4)', { quantization: 'int4' }, asking({ quantizations: ['bf16'] })],
    ['data_collection', 'Bad may train', {}, asking({ data_collection: 'deny' }), { trainsOnPrompts: true }],
    ['data_collection', 'not known', {}, { policy: { ...policy, dataCollection: 'deny' } }, { trainsOnPrompts: null }],
    ['zdr', 'Bad keeps prompts', {}, asking({ zdr: true }), { zdr: false }],
    ['zdr', 'Bad keeps prompts', {}, { ...asking({ zdr: false }), policy: { ...policy, zdr: true } }, { zdr: false }],
    ['modalities', 'image as input', {}, asking({}, { messages: [{ role: 'user', content: [image] }] })],
    ['tools', 'It cannot call tools', { supportedParameters: [] }, asking({}, { tools: [{ type: 'function' }] })],
    ['context_length', 'its context holds 4000', { contextTokens: 4_000 }, { inputTokenBound: 40_000 }],
    ['context_length', 'needs 5000', { contextTokens: 4_000 }, asking({}, { maxOutputTokens: 4_988 })],
    ['max_tokens', 'at most 1000', { maxOutputTokens: 1_000 }, asking({}, { maxOutputTokens: 1_001 })],
    ['require_parameters', 'structured_outputs', {}, asking({ require_parameters: true }, schema)],
    ['max_price', 'Its prompt price of $2', { price: '2' }, asking({ max_price: { prompt: 1.5 } })],
    ['max_price', 'Its completion price of $2', { price: '2' }, asking({ max_price: { completion: '1.999999999' } })],
  ])('%s says: %s', (filter, reason, bad, input, badPolicy) => {
    expect(removedFrom(bad, input, badPolicy)).toEqual([['bad', filter, expect.stringContaining(reason)]])
  })

  it.each<[string, Partial<EndpointFixture>, Partial<PlanInput>]>([
    ['a price equal to the limit', { price: '2' }, asking({ max_price: { prompt: 2, completion: '2' } })],
    ['an input that may fit', { contextTokens: 4_000 }, { inputTokenBound: 32_000 }],
    ['an output limit equal to what it gives', { maxOutputTokens: 1_000 }, asking({}, { maxOutputTokens: 1_000 })],
    ['an order with fallbacks', {}, asking({ order: ['good'] })],
    ['parameters it does not support, when they are not required', {}, asking({}, schema)],
    [
      'its own parameter beside ours',
      {},
      asking({ require_parameters: true }, { parameters: { user: 'u', temperature: 0 } }),
    ],
  ])('leave an endpoint with %s', (_, bad, input) => {
    expect(removedFrom(bad, input)).toEqual([])
  })

  it('keep the promise of max_price in the price tier that a long input can reach, and only there', () => {
    const tiered = { price: '1', tiers: [{ aboveInputTokens: 200_000, input: '1.2', output: '3' }] }
    const limited = asking({ max_price: { completion: 2 } })
    expect(removedFrom(tiered, { ...limited, inputTokenBound: 200_000 })).toEqual([])
    expect(removedFrom(tiered, { ...limited, inputTokenBound: 200_001 })).toEqual([
      ['bad', 'max_price', expect.stringContaining('completion price of $3')],
    ])
  })

  it('never let a paid model through an allow-list that names its free variant', () => {
    const catalog = catalogFixture({ 'lab/one': [good], 'lab/one:free': [{ ...good, price: '0' }] })
    const freeOnly = { policy: { ...policy, allowedModels: ['lab/one:free'] } }
    expect(planRequest(inputFixture(catalog, freeOnly))).toMatchObject({ error: { code: 'no_endpoints' } })
    const free = sampleRequest({ models: ['lab/one:free'] })
    expect(planRequest(inputFixture(catalog, { ...freeOnly, request: free }))).toMatchObject({ ok: true })
  })

  it('that leave nothing are named with their settings, and list whom each removed', () => {
    const catalog = catalogFixture({
      'lab/one': [
        { provider: 'ant', price: '5' },
        { provider: 'bee', price: null },
      ],
    })
    const plan = planRequest(inputFixture(catalog, asking({ max_price: { prompt: 1 } })))
    expect(plan).toMatchObject({
      error: {
        code: 'no_endpoints',
        message:
          'No provider is left for lab/one. max_price removed Ant: Its prompt price of $5 a million tokens is above ' +
          'provider.max_price.prompt (1). Change provider.max_price. unpriced removed Bee: Its price is not known, so ' +
          'it cannot be charged. Change the catalogue.',
        metadata: {
          models: ['lab/one'],
          excluded_by: ['max_price', 'unpriced'],
          removed: { max_price: ['ant/lab/one'], unpriced: ['bee/lab/one'] },
          settings: { max_price: 'provider.max_price' },
        },
      },
    })
  })
})
