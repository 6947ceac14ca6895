import { type Catalog, isPriced, type Model, type PricedEndpoint, type Provider } from '@turnpike/catalog/core/catalog'
import type { Prices } from '@turnpike/catalog/core/prices'
import { toUnitPrice } from '@turnpike/catalog/core/to-unit-price'
import type { ModelObject, Pricing } from '@turnpike/contracts/catalog/model-object'
import { invariant } from '@turnpike/kernel/invariant'

type Describe = { isRoutable: (provider: Provider) => boolean; displayName: (provider: Provider) => string }

/** Every model that can be called now, in the shape of `GET /api/v1/models`; models nobody can serve are left out. */
export function toModelObjects(catalog: Catalog, describe: Describe): ModelObject[] {
  return [...catalog.models.values()].flatMap((model) => {
    const endpoints = callableEndpoints(catalog, model.id, describe)
    return endpoints.length === 0 ? [] : [toModelObject(catalog, model, endpoints, describe)]
  })
}

function callableEndpoints(catalog: Catalog, modelId: string, describe: Describe): PricedEndpoint[] {
  return (catalog.endpointsByModel.get(modelId) ?? []).filter(isPriced).filter((endpoint) => {
    const provider = catalog.providers.get(endpoint.providerId)
    return provider !== undefined && describe.isRoutable(provider)
  })
}

function toModelObject(catalog: Catalog, model: Model, endpoints: PricedEndpoint[], describe: Describe): ModelObject {
  const cheapest = cheapestOf(endpoints)
  return {
    id: model.id,
    canonical_slug: model.id,
    name: model.name,
    created: Math.floor(Date.parse(model.releasedOn) / 1_000),
    description: '',
    hugging_face_id: model.huggingFaceId,
    context_length: model.contextTokens,
    architecture: {
      modality: `${model.inputModalities.join('+')}->${model.outputModalities.join('+')}`,
      input_modalities: model.inputModalities,
      output_modalities: model.outputModalities,
      tokenizer: model.tokenizer,
      instruct_type: null,
    },
    pricing: toPricing(cheapest.price.prices),
    top_provider: {
      context_length: cheapest.contextTokens,
      max_completion_tokens: cheapest.maxOutputTokens,
      is_moderated: false,
    },
    per_request_limits: null,
    supported_parameters: [...new Set(endpoints.flatMap((endpoint) => endpoint.supportedParameters))].sort(),
    default_parameters: null,
    expiration_date: null,
    turnpike: { providers: endpoints.map((endpoint) => providerName(catalog, endpoint, describe)).sort() },
  }
}

const sum = (endpoint: PricedEndpoint): bigint => endpoint.price.prices.input + endpoint.price.prices.output

function cheapestOf(endpoints: PricedEndpoint[]): PricedEndpoint {
  const [first, ...rest] = endpoints
  invariant(first, 'a model that is listed has an endpoint')
  return rest.reduce((cheapest, endpoint) => (sum(endpoint) < sum(cheapest) ? endpoint : cheapest), first)
}

function providerName(catalog: Catalog, endpoint: PricedEndpoint, describe: Describe): string {
  const provider = catalog.providers.get(endpoint.providerId)
  invariant(provider, `endpoint ${endpoint.id} has a provider`)
  return describe.displayName(provider)
}

const toPricing = (prices: Prices): Pricing => ({
  prompt: toUnitPrice(prices.input),
  completion: toUnitPrice(prices.output),
  request: toUnitPrice(prices.request),
  image: '0',
  ...(prices.cacheRead !== null && { input_cache_read: toUnitPrice(prices.cacheRead) }),
  ...(prices.cacheWrite !== null && { input_cache_write: toUnitPrice(prices.cacheWrite) }),
})
