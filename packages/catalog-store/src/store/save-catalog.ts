import { type CatalogRows, toCatalogParts } from '@turnpike/catalog/core/catalog'
import { prisma, sql } from '@turnpike/db/client'
import { type Database, inTransaction, type Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { findPriceJumps, findRewrittenPrices } from '../core/check-prices.ts'
import { countChanges, diffCatalog } from '../core/diff-catalog.ts'
import { readStoredCatalog } from './read-stored-catalog.ts'
import { writeChanges } from './write-changes.ts'

export type SavedCatalog = { models: number; endpoints: number; providers: number; changed: number }

/** Nothing was written. `reasons` are sentences that name the rows. */
export type SaveRefusal = { code: 'price_rewritten' | 'price_jump'; reasons: string[] }

export type SaveSettings = { acceptPriceJumps: boolean }

/**
 * Makes the stored catalogue say what `rows` say, in one transaction: rows that differ are written, new price versions
 * are added, what is missing is retired. Gateways are told only when something changed; when nothing did, nothing is
 * written. Refused as a whole when a published price would be rewritten, or when a price jumps and that is not accepted.
 */
export const saveCatalog = (
  database: Database,
  rows: CatalogRows,
  nowMs: number,
  settings: SaveSettings = { acceptPriceJumps: false },
): Promise<Result<SavedCatalog, SaveRefusal>> =>
  inTransaction(database, async (transaction) => {
    await waitForOtherSaves(transaction)
    const parts = toCatalogParts(rows)
    const stored = await readStoredCatalog(transaction)
    const changes = diffCatalog(stored, parts)
    const rewritten = findRewrittenPrices(stored.priceVersions, parts)
    if (rewritten.length > 0) return err({ code: 'price_rewritten', reasons: rewritten })
    const jumps = settings.acceptPriceJumps ? [] : findPriceJumps(stored.priceVersions, changes.priceVersions)
    if (jumps.length > 0) return err({ code: 'price_jump', reasons: jumps })
    const changed = countChanges(changes)
    await writeChanges(transaction, changes, nowMs)
    if (changed > 0) await notify(transaction, { topic: 'catalog_changed' })
    const { models, endpoints, providers } = parts
    return ok({ models: models.length, endpoints: endpoints.length, providers: providers.length, changed })
  })

/** Any fixed number; it names the catalogue among advisory locks. */
const CATALOG_LOCK = 7_206_114

/** Two seeds that start together would both find the table empty. The lock ends with the transaction. */
const waitForOtherSaves = (transaction: Queryable) =>
  prisma(transaction).$executeRaw(sql`SELECT pg_advisory_xact_lock(${CATALOG_LOCK})`)
