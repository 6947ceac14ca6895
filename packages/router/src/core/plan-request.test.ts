import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { ProviderPreferences } from '@turnpike/contracts/inference/provider-preferences'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogFixture, type EndpointFixture, inputFixture, NOW_MS } from '../testing/catalog-fixture.ts'
import type { EndpointHealth, HealthSnapshot } from './health.ts'
import { PLAN_LENGTH, type Plan, type PlanInput } from './plan.ts'
import { planRequest } from './plan-request.ts'

const PROVIDERS = ['ant', 'bee', 'cat', 'dog', 'eel'] as const
const MODELS = ['lab/one', 'lab/two', 'lab/one:free'] as const

const endpointFixture: fc.Arbitrary<EndpointFixture> = fc.record({
  provider: fc.constantFrom(...PROVIDERS),
  price: fc.constantFrom(null, '0', '0.1', '1', '3', '20'),
  contextTokens: fc.constantFrom(4_000, 32_000, 128_000),
  maxOutputTokens: fc.constantFrom(1_000, 4_000),
  supportedParameters: fc.subarray(['tools', 'temperature', 'seed', 'max_tokens', 'structured_outputs']),
  inputModalities: fc.constantFrom(['text'], ['text', 'image']),
  quantization: fc.constantFrom('fp8', 'bf16', 'int4', 'unknown'),
})
const endpointsOfModel = fc.uniqueArray(endpointFixture, {
  minLength: 1,
  maxLength: 5,
  selector: ({ provider }) => provider,
})
const catalog = fc
  .record({
    models: fc.tuple(endpointsOfModel, endpointsOfModel, endpointsOfModel),
    training: fc.array(fc.constantFrom(true, false, null), { minLength: 5, maxLength: 5 }),
    zdr: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
  })
  .map(({ models, training, zdr }) =>
    catalogFixture(
      Object.fromEntries(MODELS.map((id, index) => [id, models[index] ?? []])),
      Object.fromEntries(
        PROVIDERS.map((id, index) => [id, { trainsOnPrompts: training[index] ?? null, zdr: zdr[index] ?? false }]),
      ),
    ),
  )

const endpointHealth: fc.Arbitrary<EndpointHealth> = fc.record({
  recentFailures: fc.nat(5),
  recentSuccesses: fc.nat(20),
  lastFailureMs: fc.constantFrom(null, NOW_MS - 1_000),
  coolingUntilMs: fc.constantFrom(null, NOW_MS + 5_000),
  timeToFirstTokenMs: fc.option(fc.integer({ min: 50, max: 5_000 })),
  tokensPerSecond: fc.option(fc.integer({ min: 1, max: 500 })),
})
const health: fc.Arbitrary<HealthSnapshot> = fc
  .array(fc.tuple(fc.constantFrom(...PROVIDERS), fc.constantFrom(...MODELS), endpointHealth))
  .map((rows) => new Map(rows.map(([provider, model, state]) => [`${provider}/${model}`, state])))

const providers = fc.subarray([...PROVIDERS])
/** Each of these only takes endpoints away. */
const constraints: fc.Arbitrary<ProviderPreferences> = fc.record(
  {
    only: providers,
    ignore: providers,
    quantizations: fc.subarray(['fp8', 'bf16', 'int4', 'unknown'] as const),
    data_collection: fc.constant('deny' as const),
    zdr: fc.constant(true),
    require_parameters: fc.constant(true),
    max_price: fc.record({ prompt: fc.constantFrom(0, 0.1, '1', 5) }),
  },
  { requiredKeys: [] },
)
const wishes: fc.Arbitrary<ProviderPreferences> = fc.record(
  {
    sort: fc.constantFrom('price' as const, 'throughput' as const, 'latency' as const, 'exacto' as const, {
      by: 'price' as const,
      partition: 'none' as const,
    }),
    order: providers,
    preferred_max_latency: fc.constantFrom(0.5, { p50: 1, p90: 2 }),
    preferred_min_throughput: fc.constant(50),
  },
  { requiredKeys: [] },
)

const request = fc
  .record({
    models: fc.uniqueArray(fc.constantFrom(...MODELS, 'lab/one:nitro', 'lab/two:floor'), { minLength: 1 }),
    maxOutputTokens: fc.constantFrom(null, 500, 3_000),
    tools: fc.constantFrom<InferenceRequest['tools']>([], [{ type: 'function', function: { name: 'look' } }]),
    parameters: fc.constantFrom({}, { temperature: 1 }, { seed: 7 }),
    provider: fc.tuple(constraints, wishes).map(([first, second]) => ({ ...first, ...second })),
  })
  .map(sampleRequest)

const planInput: fc.Arbitrary<PlanInput> = fc
  .record({
    catalog,
    health,
    request,
    seed: fc.nat(),
    inputTokenBound: fc.constantFrom(10, 100_000, 2_000_000),
    missingKeys: providers,
  })
  .map(({ catalog, missingKeys, ...input }) =>
    inputFixture(catalog, { ...input, isRoutable: (provider) => !missingKeys.some((id) => id === provider.id) }),
  )

const candidateIds = (input: PlanInput): string[] => {
  const plan = planRequest(input)
  return plan.ok ? plan.value.candidates.map((candidate) => candidate.endpoint.id) : []
}

describe('a plan', () => {
  it('is the same for the same input', () => {
    fc.assert(
      fc.property(planInput, (input) => {
        expect(planRequest(input)).toEqual(planRequest(input))
      }),
    )
  })

  it('does not depend on the order in which the catalogue was loaded', () => {
    const endpoints: EndpointFixture[] = PROVIDERS.map((provider, index) => ({ provider, price: `${index + 1}` }))
    const [forward, backward] = [endpoints, endpoints.toReversed()].map((list) => catalogFixture({ 'lab/one': list }))
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        if (!forward || !backward) throw new Error('both catalogues are there')
        expect(candidateIds(inputFixture(forward, { seed }))).toEqual(candidateIds(inputFixture(backward, { seed })))
      }),
    )
  })

  it('never gains a candidate by a further constraint', () => {
    fc.assert(
      fc.property(planInput, constraints, (input, constraint) => {
        const { only, ignore, quantizations, max_price: maxPrice, ...switches } = constraint
        const provider = {
          ...input.request.provider,
          ...switches,
          ...(only ? { only: intersect(input.request.provider.only, only) } : {}),
          ...(ignore ? { ignore: [...(input.request.provider.ignore ?? []), ...ignore] } : {}),
          ...(quantizations ? { quantizations: intersect(input.request.provider.quantizations, quantizations) } : {}),
          ...(maxPrice && !input.request.provider.max_price ? { max_price: maxPrice } : {}),
        }
        const before = new Set(candidateIds(input))
        const after = candidateIds({ ...input, request: { ...input.request, provider } })
        expect(after.filter((id) => !before.has(id))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('never gains a candidate by a policy', () => {
    fc.assert(
      fc.property(planInput, providers, fc.boolean(), (input, allowed, zdr) => {
        const before = new Set(candidateIds(input))
        const policy = { allowedModels: ['lab/*'], allowedProviders: allowed, dataCollection: 'deny' as const, zdr }
        expect(candidateIds({ ...input, policy }).filter((id) => !before.has(id))).toEqual([])
      }),
    )
  })

  it('holds every endpoint of the models exactly once: as candidate or removed with a reason', () => {
    fc.assert(
      fc.property(planInput, (input) => {
        const plan = planRequest(input)
        if (!plan.ok) {
          expect(plan.error.code).toBe('no_endpoints')
          return
        }
        const { candidates, removed } = plan.value
        const ids = [...candidates.map(({ endpoint }) => endpoint.id), ...removed.map(({ endpointId }) => endpointId)]
        expect(ids.toSorted()).toEqual(endpointsOfRequest(input))
        expect(removed.every(({ filter, reason }) => filter !== '' && reason.endsWith('.'))).toBe(true)
      }),
    )
  })

  it('is bounded, and says what did not fit', () => {
    const endpoints = Array.from({ length: PLAN_LENGTH + 5 }, (_, index) => ({ provider: 'ant', variant: `v${index}` }))
    const plan = planOf(inputFixture(catalogFixture({ 'lab/one': endpoints })))
    expect(plan.candidates).toHaveLength(PLAN_LENGTH)
    expect(plan.removed.map(({ filter }) => filter)).toEqual(Array(5).fill('plan_length'))
  })
})

const intersect = <Item>(first: readonly Item[] | undefined, second: readonly Item[]): Item[] =>
  first === undefined ? [...second] : first.filter((item) => second.includes(item))

function endpointsOfRequest({ request, catalog }: PlanInput): string[] {
  const ids = new Set(request.models.map((name) => name.replace(/:(nitro|floor)$/, '')))
  return [...ids].flatMap((id) => (catalog.endpointsByModel.get(id) ?? []).map((endpoint) => endpoint.id)).toSorted()
}

function planOf(input: PlanInput): Plan {
  const plan = planRequest(input)
  if (!plan.ok) throw new Error(plan.error.message)
  return plan.value
}
