/**
 * Why new prices may not be saved, one sentence each, none when they may.
 *
 * - A published price is never changed nor taken back: charges point at it.
 * - A price that jumps from the one before it must be confirmed.
 */
import type { CatalogParts, PriceVersion } from '@turnpike/catalog/core/catalog'
import { isPriceJump } from '@turnpike/catalog/core/price-jump'
import { nanoUsd, toUsdDecimal } from '@turnpike/kernel/money'

/** Prices of the rows against those that were published. Such a fault cannot be waved through. */
export function findRewrittenPrices(stored: readonly PriceVersion[], parts: CatalogParts): string[] {
  const storedByEndpoint = Map.groupBy(stored, (version) => version.endpointId)
  const rowsByEndpoint = Map.groupBy(parts.priceVersions, (version) => version.endpointId)
  return parts.endpoints.flatMap(({ id }) => {
    const published = storedByEndpoint.get(id) ?? []
    const rows = rowsByEndpoint.get(id) ?? []
    return [...describeEdited(id, published, rows), ...describeWithdrawn(id, published, rows)]
  })
}

function describeEdited(id: string, published: readonly PriceVersion[], rows: readonly PriceVersion[]): string[] {
  const publishedIds = new Map(published.map((version) => [version.effectiveFromMs, version.id]))
  return rows
    .filter((row) => (publishedIds.get(row.effectiveFromMs) ?? row.id) !== row.id)
    .map(
      (row) => `The price of ${id} from ${showDay(row)} is published and cannot be edited: add one that starts later.`,
    )
}

/** A published price that starts after the last of the rows would stay in force although the rows do not name it. */
function describeWithdrawn(id: string, published: readonly PriceVersion[], rows: readonly PriceVersion[]): string[] {
  const lastStartMs = rows.reduce((last, row) => Math.max(last, row.effectiveFromMs), Number.NEGATIVE_INFINITY)
  return published
    .filter((version) => version.effectiveFromMs > lastStartMs)
    .map(
      (version) =>
        `The price of ${id} from ${showDay(version)} is published and cannot be taken back: keep it, or remove the endpoint.`,
    )
}

/** Versions that are not stored yet, each against the one that it follows at an endpoint that had a price before. */
export function findPriceJumps(stored: readonly PriceVersion[], added: readonly PriceVersion[]): string[] {
  const storedByEndpoint = Map.groupBy(stored, (version) => version.endpointId)
  return [...Map.groupBy(added, (version) => version.endpointId)].flatMap(([endpointId, versions]) => {
    const published = storedByEndpoint.get(endpointId)
    return published === undefined ? [] : findJumpsOf([...published, ...versions], new Set(versions))
  })
}

function findJumpsOf(versions: readonly PriceVersion[], added: ReadonlySet<PriceVersion>): string[] {
  const inOrder = versions.toSorted((first, other) => first.effectiveFromMs - other.effectiveFromMs)
  return inOrder.flatMap((after, index) => {
    const before = inOrder[index - 1]
    const isNew = before !== undefined && (added.has(after) || added.has(before))
    return isNew && isPriceJump(before.prices, after.prices) ? [describeJump(before, after)] : []
  })
}

const describeJump = (before: PriceVersion, after: PriceVersion): string =>
  `${after.endpointId} from ${showDay(after)}: ${showPrices(before)} becomes ${showPrices(after)}.`

const showPrices = ({ prices }: PriceVersion): string =>
  `$${toUsdDecimal(nanoUsd(prices.input))} in, $${toUsdDecimal(nanoUsd(prices.output))} out a million tokens`

const showDay = (version: PriceVersion): string => new Date(version.effectiveFromMs).toISOString().slice(0, 10)
