import { assembleCatalog, type Catalog } from '@turnpike/catalog/core/catalog'
import { modelSchema, unpricedEndpointSchema } from '@turnpike/catalog/core/model-row'
import { providerRowSchema } from '@turnpike/catalog/core/provider-row'
import type { Queryable } from '@turnpike/db/database'
import type { StoredRow } from '../core/diff-catalog.ts'
import { readStoredCatalog } from './read-stored-catalog.ts'

/**
 * The stored catalogue as it is at `nowMs`, without what is retired. Rows are validated again: another version of the
 * software may have written them, and a gateway must not start with a row it would misread. Rejects in that case.
 */
export async function loadCatalog(queryable: Queryable, nowMs: number): Promise<Catalog> {
  const stored = await readStoredCatalog(queryable)
  const models = stored.models.filter(isInUse).map(({ row }) => modelSchema.parse(row))
  const modelIds = new Set(models.map((model) => model.id))
  const endpoints = stored.endpoints
    .filter(isInUse)
    .map(({ row }) => unpricedEndpointSchema.parse(row))
    .filter((endpoint) => modelIds.has(endpoint.modelId))
  const endpointIds = new Set(endpoints.map((endpoint) => endpoint.id))
  const parts = {
    providers: stored.providers.map(({ row }) => providerRowSchema.parse(row)),
    models,
    endpoints,
    priceVersions: stored.priceVersions.filter((version) => endpointIds.has(version.endpointId)),
  }
  return assembleCatalog(parts, nowMs)
}

const isInUse = (stored: StoredRow): boolean => !stored.isRetired
