import type { PriceVersion } from '@turnpike/catalog/core/catalog'
import { decodePrices } from '@turnpike/catalog/core/prices-json'
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { StoredCatalog, StoredRow } from '../core/diff-catalog.ts'

type StoredPrice = { id: string; endpointId: string; effectiveFromMs: number; prices: unknown }

type Snapshot = {
  providers: StoredRow[]
  models: StoredRow[]
  endpoints: StoredRow[]
  priceVersions: StoredPrice[]
}

/**
 * Everything that is stored, retired rows included. One statement, so that it sees one state of the catalogue while
 * somebody else saves another. Sorted by id, so that two gateways hold the same catalogue in the same order.
 */
export async function readStoredCatalog(queryable: Queryable): Promise<StoredCatalog> {
  const [snapshot] = await prisma(queryable).$queryRaw<Snapshot[]>(sql`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'row', "row", 'isRetired', false)
         ORDER BY id COLLATE "C"), '[]') FROM catalog_provider) AS "providers",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'row', "row", 'isRetired', retired_at IS NOT NULL)
         ORDER BY id COLLATE "C"), '[]') FROM catalog_model) AS "models",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'row', "row", 'isRetired', retired_at IS NOT NULL)
         ORDER BY id COLLATE "C"), '[]') FROM catalog_endpoint) AS "endpoints",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'endpointId', endpoint_id, 'prices', prices,
         'effectiveFromMs', (extract(epoch FROM effective_from) * 1000)::bigint)
         ORDER BY id COLLATE "C"), '[]') FROM price_version) AS "priceVersions"`)
  if (snapshot === undefined) return { providers: [], models: [], endpoints: [], priceVersions: [] }
  return { ...snapshot, priceVersions: snapshot.priceVersions.map(toPriceVersion) }
}

const toPriceVersion = (stored: StoredPrice): PriceVersion => ({ ...stored, prices: decodePrices(stored.prices) })
