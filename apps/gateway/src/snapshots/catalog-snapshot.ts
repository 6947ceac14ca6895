/**
 * The catalogue in memory, read again when somebody says that it changed and when a known price is about to take over.
 * A failed reading keeps the old one and is tried again.
 */
import type { Catalog } from '@turnpike/catalog/core/catalog'
import { loadCatalog } from '@turnpike/catalog-store/store/load-catalog'
import type { Database } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Logger } from '../logger.ts'

const RETRY_MS = 5_000
/** The longest delay that a timer can hold. */
const LONGEST_WAIT_MS = 2_147_483_647

export type CatalogSnapshot = { current: () => Catalog; refresh: () => Promise<void>; close: () => void }

export async function openCatalogSnapshot(database: Database, clock: Clock, logger: Logger): Promise<CatalogSnapshot> {
  let catalog = await loadCatalog(database, clock.nowMs())
  let timer: NodeJS.Timeout | undefined

  const wakeAfter = (waitMs: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), Math.min(Math.max(waitMs, 0), LONGEST_WAIT_MS))
    timer.unref()
  }
  const wakeForNextPrice = () => {
    if (catalog.validUntilMs !== null) wakeAfter(catalog.validUntilMs - clock.nowMs())
  }
  const refresh = async () => {
    try {
      catalog = await loadCatalog(database, clock.nowMs())
      logger.info({ models: catalog.models.size, endpoints: catalog.endpoints.size }, 'catalogue read')
      wakeForNextPrice()
    } catch (error) {
      logger.warn({ err: error }, 'the catalogue could not be read; the one in memory stays')
      wakeAfter(RETRY_MS)
    }
  }

  wakeForNextPrice()
  return { current: () => catalog, refresh, close: () => clearTimeout(timer) }
}
