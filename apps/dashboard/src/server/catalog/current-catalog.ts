/**
 * The catalogue as the public pages show it: read from the database, kept for a short while. A failed reading keeps
 * the old one; without an old one there is none, and the page says so.
 */
import 'server-only'
import type { Catalog } from '@turnpike/catalog/core/catalog'
import { loadCatalog } from '@turnpike/catalog-store/store/load-catalog'
import { deps } from '@/server/deps.ts'

const KEPT_MS = 30_000

let kept: { catalog: Catalog; untilMs: number } | undefined
let reading: Promise<Catalog | null> | undefined

/** The catalogue, or nothing when it could not be read even once. */
export function currentCatalog(): Promise<Catalog | null> {
  const nowMs = deps().clock.nowMs()
  if (kept && nowMs < kept.untilMs) return Promise.resolve(kept.catalog)
  // One reading at a time, however many pages ask.
  reading ??= readCatalog(nowMs).finally(() => {
    reading = undefined
  })
  return reading
}

async function readCatalog(nowMs: number): Promise<Catalog | null> {
  const { database, log } = deps()
  try {
    const catalog = await loadCatalog(database, nowMs)
    kept = { catalog, untilMs: Math.min(nowMs + KEPT_MS, catalog.validUntilMs ?? Number.MAX_SAFE_INTEGER) }
    return catalog
  } catch (error) {
    log.warn({ err: error }, 'the catalogue could not be read')
    return kept?.catalog ?? null
  }
}
