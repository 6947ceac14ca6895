import type { Catalog, Endpoint, Model, PricedEndpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { RemovedRecord } from '@turnpike/contracts/activity/generation-detail'
import { invariant } from '@turnpike/kernel/invariant'
import { compareText } from './compare-text.ts'
import type { ResolvedModel } from './resolve-models.ts'

/** An endpoint with what it belongs to, before it is decided whether it may serve the request. */
export type Entry = { endpoint: Endpoint; provider: Provider; model: Model }

/** An entry that went through all filters. */
export type EligibleEntry = Entry & { endpoint: PricedEndpoint }

/** Every endpoint of the models. Sorted by id, so that a plan does not depend on how the catalogue was loaded. */
export const collectEntries = (models: readonly ResolvedModel[], catalog: Catalog): Entry[] =>
  models.flatMap(({ model }) =>
    (catalog.endpointsByModel.get(model.id) ?? [])
      .toSorted((first, other) => compareText(first.id, other.id))
      .map((endpoint) => {
        const provider = catalog.providers.get(endpoint.providerId)
        invariant(provider, `endpoint ${endpoint.id} has a provider in the catalogue`)
        return { endpoint, provider, model }
      }),
  )

export const toRemovedRecord = (entry: Entry, filter: string, reason: string): RemovedRecord => ({
  endpointId: entry.endpoint.id,
  modelId: entry.model.id,
  providerId: entry.provider.id,
  providerName: entry.provider.name,
  filter,
  reason,
})
