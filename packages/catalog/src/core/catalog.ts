/**
 * The catalogue in memory: what can be called, by whom, at which price. It is frozen; a change is another catalogue.
 *
 * - Every endpoint belongs to a model and a provider that are in the catalogue.
 * - An endpoint carries the one price version in force at the moment the catalogue was built, or `null` when it has
 *   none: then nothing may be routed to it.
 * - `validUntilMs` is when a price that is already known takes over, so the catalogue must be built again.
 */
import { invariant } from '@turnpike/kernel/invariant'
import { deepFreeze } from './deep-freeze.ts'
import type { EndpointRow, Model, ModelRow, UnpricedEndpoint } from './model-row.ts'
import { priceVersionId } from './price-version-id.ts'
import { type Prices, toPrices } from './prices.ts'
import type { ProviderRow } from './provider-row.ts'

export type CatalogRows = { providers: ProviderRow[]; models: ModelRow[] }

export type Provider = ProviderRow

export type { Model } from './model-row.ts'

export type PriceVersion = { id: string; endpointId: string; effectiveFromMs: number; prices: Prices }

export type Endpoint = UnpricedEndpoint & {
  /** The version in force; `null` makes the endpoint not routable. */
  price: PriceVersion | null
}

/** An endpoint that may be called, because its price is known. */
export type PricedEndpoint = Endpoint & { price: PriceVersion }

export type Catalog = {
  providers: ReadonlyMap<string, Provider>
  models: ReadonlyMap<string, Model>
  endpoints: ReadonlyMap<string, Endpoint>
  endpointsByModel: ReadonlyMap<string, readonly Endpoint[]>
  /** `null` when no known price is waiting to take over. */
  validUntilMs: number | null
}

/** What a catalogue is put together from, whether it was read from rows or from the database. */
export type CatalogParts = {
  providers: readonly Provider[]
  models: readonly Model[]
  endpoints: readonly UnpricedEndpoint[]
  priceVersions: readonly PriceVersion[]
}

export const isPriced = (endpoint: Endpoint): endpoint is PricedEndpoint => endpoint.price !== null

/** Builds the catalogue of validated rows as it is at `nowMs`. */
export const buildCatalog = (rows: CatalogRows, nowMs: number): Catalog => assembleCatalog(toCatalogParts(rows), nowMs)

/** Takes rows apart into the tables they stand for. */
export function toCatalogParts(rows: CatalogRows): CatalogParts {
  const endpointRows = rows.models.flatMap((model) => model.endpoints.map((row) => ({ modelId: model.id, row })))
  return {
    providers: rows.providers,
    models: rows.models.map(toModel),
    endpoints: endpointRows.map(({ modelId, row }) => toEndpoint(modelId, row)),
    priceVersions: endpointRows.flatMap(({ row }) => toPriceVersions(row)),
  }
}

/** Puts the parts together and picks the price in force at `nowMs` for each endpoint. */
export function assembleCatalog(parts: CatalogParts, nowMs: number): Catalog {
  const providers = byId(parts.providers)
  const models = byId(parts.models)
  const versions = Map.groupBy(parts.priceVersions, (version) => version.endpointId)
  const endpoints = byId(
    parts.endpoints.map((endpoint) => {
      invariant(models.has(endpoint.modelId), `endpoint ${endpoint.id} belongs to no model`)
      invariant(providers.has(endpoint.providerId), `endpoint ${endpoint.id} belongs to no provider`)
      return { ...endpoint, price: priceInForce(versions.get(endpoint.id) ?? [], nowMs) }
    }),
  )
  const endpointsByModel = new Map<string, Endpoint[]>(parts.models.map((model) => [model.id, []]))
  for (const endpoint of endpoints.values()) endpointsByModel.get(endpoint.modelId)?.push(endpoint)
  return Object.freeze({
    providers,
    models,
    endpoints,
    endpointsByModel,
    validUntilMs: nextStart(parts.priceVersions, nowMs),
  })
}

/** The version that started last and not after `nowMs`. */
function priceInForce(versions: readonly PriceVersion[], nowMs: number): PriceVersion | null {
  let inForce: PriceVersion | null = null
  for (const version of versions) {
    const hasStarted = version.effectiveFromMs <= nowMs
    if (hasStarted && (inForce === null || version.effectiveFromMs > inForce.effectiveFromMs)) inForce = version
  }
  return inForce
}

function nextStart(versions: readonly PriceVersion[], nowMs: number): number | null {
  const future = versions.map((version) => version.effectiveFromMs).filter((startMs) => startMs > nowMs)
  return future.length === 0 ? null : Math.min(...future)
}

function toModel({ endpoints: _, ...model }: ModelRow): Model {
  return { ...model, author: model.id.slice(0, model.id.indexOf('/')) }
}

function toEndpoint(modelId: string, { prices: _, provider, variant, ...row }: EndpointRow): UnpricedEndpoint {
  return { ...row, modelId, providerId: provider, variant: variant ?? null }
}

const toPriceVersions = (row: EndpointRow): PriceVersion[] =>
  row.prices.map((price) => {
    const effectiveFromMs = Date.parse(price.effectiveFrom)
    const prices = toPrices(price)
    return { id: priceVersionId(row.id, effectiveFromMs, prices), endpointId: row.id, effectiveFromMs, prices }
  })

function byId<Item extends { id: string }>(items: readonly Item[]): ReadonlyMap<string, Item> {
  const map = new Map<string, Item>()
  for (const item of items) {
    invariant(!map.has(item.id), `the id ${item.id} is used twice`)
    map.set(item.id, deepFreeze(item))
  }
  return map
}
