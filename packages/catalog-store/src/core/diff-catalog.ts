/** What has to be written so that the stored catalogue says what the rows say: nothing when it says so already. */
import { isDeepStrictEqual } from 'node:util'
import type { CatalogParts, Model, PriceVersion, Provider } from '@turnpike/catalog/core/catalog'
import type { UnpricedEndpoint } from '@turnpike/catalog/core/model-row'

/** A row as it was found, not trusted to be of today's shape. */
export type StoredRow = { id: string; row: unknown; isRetired: boolean }

export type StoredCatalog = {
  providers: readonly StoredRow[]
  models: readonly StoredRow[]
  endpoints: readonly StoredRow[]
  priceVersions: readonly PriceVersion[]
}

export type CatalogChanges = {
  providers: readonly Provider[]
  models: readonly Model[]
  endpoints: readonly UnpricedEndpoint[]
  priceVersions: readonly PriceVersion[]
  /** No longer in the rows. They are kept, because generations and charges name them. */
  retiredModelIds: readonly string[]
  retiredEndpointIds: readonly string[]
}

export function diffCatalog(stored: StoredCatalog, parts: CatalogParts): CatalogChanges {
  const knownVersions = new Set(stored.priceVersions.map((version) => version.id))
  return {
    providers: changedRows(stored.providers, parts.providers),
    models: changedRows(stored.models, parts.models),
    endpoints: changedRows(stored.endpoints, parts.endpoints),
    priceVersions: parts.priceVersions.filter((version) => !knownVersions.has(version.id)),
    retiredModelIds: goneIds(stored.models, parts.models),
    retiredEndpointIds: goneIds(stored.endpoints, parts.endpoints),
  }
}

export const countChanges = (changes: CatalogChanges): number =>
  Object.values(changes).reduce((sum, list) => sum + list.length, 0)

/** New, different, or back after it was retired. The order of fields does not matter: JSONB does not keep it. */
function changedRows<Row extends { id: string }>(stored: readonly StoredRow[], rows: readonly Row[]): Row[] {
  const storedById = new Map(stored.map((found) => [found.id, found]))
  return rows.filter((row) => {
    const found = storedById.get(row.id)
    return found === undefined || found.isRetired || !isDeepStrictEqual(found.row, row)
  })
}

function goneIds(stored: readonly StoredRow[], rows: readonly { id: string }[]): string[] {
  const ids = new Set(rows.map((row) => row.id))
  return stored.filter((found) => !found.isRetired && !ids.has(found.id)).map((found) => found.id)
}
