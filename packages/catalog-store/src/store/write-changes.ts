/** Writes changes, each kind in one statement however many rows it has. */
import type { Model, PriceVersion, Provider } from '@turnpike/catalog/core/catalog'
import type { UnpricedEndpoint } from '@turnpike/catalog/core/model-row'
import { encodePrices } from '@turnpike/catalog/core/prices-json'
import { prisma, type Sql, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { CatalogChanges } from '../core/diff-catalog.ts'

/** Referenced rows first: providers and models, then their endpoints, then the endpoints' prices. */
export async function writeChanges(transaction: Queryable, changes: CatalogChanges, nowMs: number): Promise<void> {
  const now = new Date(nowMs)
  const execute = (statement: Sql) => prisma(transaction).$executeRaw(statement)
  if (changes.providers.length > 0) await execute(upsertProviders(changes.providers, now))
  if (changes.models.length > 0) await execute(upsertModels(changes.models, now))
  if (changes.endpoints.length > 0) await execute(upsertEndpoints(changes.endpoints, now))
  if (changes.priceVersions.length > 0) await execute(insertPriceVersions(changes.priceVersions, now))
  if (changes.retiredModelIds.length > 0) await execute(retireModels(changes.retiredModelIds, now))
  if (changes.retiredEndpointIds.length > 0) await execute(retireEndpoints(changes.retiredEndpointIds, now))
}

const upsertProviders = (providers: readonly Provider[], now: Date): Sql => sql`
  INSERT INTO catalog_provider (id, name, protocol, "row", updated_at)
  SELECT item->>'id', item->>'name', item->>'protocol', item, ${now}
  FROM jsonb_array_elements(${JSON.stringify(providers)}::jsonb) AS item
  ON CONFLICT (id) DO UPDATE SET
    name = EXCLUDED.name, protocol = EXCLUDED.protocol, "row" = EXCLUDED."row", updated_at = EXCLUDED.updated_at`

const upsertModels = (models: readonly Model[], now: Date): Sql => sql`
  INSERT INTO catalog_model (id, author, name, "row", updated_at)
  SELECT item->>'id', item->>'author', item->>'name', item, ${now}
  FROM jsonb_array_elements(${JSON.stringify(models)}::jsonb) AS item
  ON CONFLICT (id) DO UPDATE SET
    author = EXCLUDED.author, name = EXCLUDED.name, "row" = EXCLUDED."row", retired_at = NULL,
    updated_at = EXCLUDED.updated_at`

const upsertEndpoints = (endpoints: readonly UnpricedEndpoint[], now: Date): Sql => sql`
  INSERT INTO catalog_endpoint (id, model_id, provider_id, "row", updated_at)
  SELECT item->>'id', item->>'modelId', item->>'providerId', item, ${now}
  FROM jsonb_array_elements(${JSON.stringify(endpoints)}::jsonb) AS item
  ON CONFLICT (id) DO UPDATE SET "row" = EXCLUDED."row", retired_at = NULL, updated_at = EXCLUDED.updated_at`

/** Inserted only: a trigger refuses every change of a price that is published. */
const insertPriceVersions = (versions: readonly PriceVersion[], now: Date): Sql => sql`
  INSERT INTO price_version (id, endpoint_id, effective_from, prices, created_at)
  SELECT item->>'id', item->>'endpointId', to_timestamp((item->>'effectiveFromMs')::bigint / 1000.0),
    item->'prices', ${now}
  FROM jsonb_array_elements(${JSON.stringify(versions.map(toJson))}::jsonb) AS item`

const toJson = (version: PriceVersion) => ({ ...version, prices: encodePrices(version.prices) })

const retireModels = (ids: readonly string[], now: Date): Sql =>
  sql`UPDATE catalog_model SET retired_at = ${now}, updated_at = ${now} WHERE id = ANY(${ids})`

const retireEndpoints = (ids: readonly string[], now: Date): Sql =>
  sql`UPDATE catalog_endpoint SET retired_at = ${now}, updated_at = ${now} WHERE id = ANY(${ids})`
