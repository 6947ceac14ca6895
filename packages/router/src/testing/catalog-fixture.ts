/** A small catalogue and request for tests, with everything a test does not speak of at a harmless value. */
import { buildCatalog, type Catalog, type CatalogRows } from '@turnpike/catalog/core/catalog'
import { endpointId, modelRowSchema } from '@turnpike/catalog/core/model-row'
import type { ProviderRow } from '@turnpike/catalog/core/provider-row'
import { sampleProvider } from '@turnpike/catalog/testing/sample-provider'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import type { PlanInput } from '../core/plan.ts'

export const NOW_MS = Date.parse('2026-06-01')

export type EndpointFixture = {
  provider: string
  variant?: string
  /** US dollars per million tokens, input and output alike; `null` is not priced. */
  price?: string | null
  tiers?: { aboveInputTokens: number; input: string; output: string }[]
  contextTokens?: number
  maxOutputTokens?: number
  supportedParameters?: string[]
  inputModalities?: string[]
  quantization?: string
}

export const providerFixture = (id: string, policy: Partial<ProviderRow['policy']> = {}): ProviderRow =>
  sampleProvider(id, { policy })

const modelFixture = (id: string, endpoints: readonly EndpointFixture[]) =>
  modelRowSchema.parse({
    id,
    name: id,
    releasedOn: '2026-01-01',
    contextTokens: 128_000,
    maxOutputTokens: null,
    inputModalities: ['text'],
    outputModalities: ['text'],
    supportedParameters: [],
    tokenizer: 'Other',
    huggingFaceId: null,
    endpoints: endpoints.map((endpoint) => toEndpointRow(id, endpoint)),
  })

function toEndpointRow(modelId: string, endpoint: EndpointFixture) {
  const { provider, variant, price = '1' } = endpoint
  const free = { effectiveFrom: '2026-01-01', free: true }
  const tiers = endpoint.tiers === undefined ? {} : { tiers: endpoint.tiers }
  const paid = { effectiveFrom: '2026-01-01', input: price, output: price, ...tiers }
  return {
    id: endpointId(provider, modelId, variant),
    provider,
    ...(variant === undefined ? {} : { variant }),
    upstreamModel: modelId,
    contextTokens: endpoint.contextTokens ?? 128_000,
    maxOutputTokens: endpoint.maxOutputTokens ?? null,
    inputModalities: endpoint.inputModalities ?? ['text'],
    outputModalities: ['text'],
    supportedParameters: endpoint.supportedParameters ?? ['tools', 'temperature', 'max_tokens'],
    quantization: endpoint.quantization ?? 'unknown',
    prices: price === null ? [] : [price === '0' ? free : paid],
  }
}

export function catalogFixture(
  models: Record<string, readonly EndpointFixture[]>,
  policies: Record<string, Partial<ProviderRow['policy']>> = {},
): Catalog {
  const providers = new Set(Object.values(models).flatMap((endpoints) => endpoints.map(({ provider }) => provider)))
  const rows: CatalogRows = {
    providers: [...providers].map((id) => providerFixture(id, policies[id])),
    models: Object.entries(models).map(([id, endpoints]) => modelFixture(id, endpoints)),
  }
  return buildCatalog(rows, NOW_MS)
}

export const inputFixture = (catalog: Catalog, input: Partial<PlanInput> = {}): PlanInput => ({
  request: sampleRequest(),
  catalog,
  health: new Map(),
  policy: { allowedModels: null, allowedProviders: null, dataCollection: 'allow', zdr: false },
  isRoutable: () => true,
  inputTokenBound: 100,
  seed: 1,
  nowMs: NOW_MS,
  ...input,
})
