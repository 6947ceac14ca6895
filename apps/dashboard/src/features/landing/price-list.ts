/** What the public price table says about the catalogue. Prices are nano-USD per million tokens. Pure. */
import { type Catalog, isPriced, type Model } from '@turnpike/catalog/core/catalog'
import { isFree } from '@turnpike/catalog/core/prices'
import type { ListedModel } from './listed-model.ts'

/** Models that can be called, each at the price of its cheapest provider; the newest first. */
export function listPrices(catalog: Catalog): ListedModel[] {
  return [...catalog.models.values()]
    .toSorted((first, second) => second.releasedOn.localeCompare(first.releasedOn) || first.id.localeCompare(second.id))
    .flatMap((model) => toListedModel(catalog, model) ?? [])
}

function toListedModel(catalog: Catalog, { id, name, contextTokens }: Model): ListedModel | undefined {
  const endpoints = (catalog.endpointsByModel.get(id) ?? []).filter(isPriced)
  const [cheapest] = endpoints.toSorted((first, second) =>
    sumOf(first.price.prices) < sumOf(second.price.prices) ? -1 : 1,
  )
  if (!cheapest) return undefined
  const { input, output } = cheapest.price.prices
  const providers = [
    ...new Set(endpoints.map(({ providerId }) => catalog.providers.get(providerId)?.name ?? providerId)),
  ]
  return { id, name, contextTokens, inputPerMillion: input, outputPerMillion: output, providers }
}

const sumOf = ({ input, output }: { input: bigint; output: bigint }): bigint => input + output

/** The model of the first call: free where there is one, so that it needs no credit. */
export function findStarterModel(catalog: Catalog): string | undefined {
  const priced = [...catalog.endpoints.values()].filter(isPriced)
  const free = priced.find(({ price }) => isFree(price.prices))
  const cheapest = priced.toSorted((first, second) =>
    sumOf(first.price.prices) < sumOf(second.price.prices) ? -1 : 1,
  )[0]
  return (free ?? cheapest)?.modelId
}
