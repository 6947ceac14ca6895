import type { LogRow } from '@/server/logs/to-log-row.ts'

export type Merged = {
  /** Newest first, each once. */
  rows: LogRow[]
  /** Those that were not there before. */
  added: LogRow[]
  /** So many came at once that some may lie between these and the known ones: load the list anew. */
  hasGap: boolean
}

/**
 * Adds what was read just now to what is shown. A request is listed by its arrival and recorded at its end, so a new row
 * can belong between known ones; what lies beyond the oldest known one belongs to the next page and is left out, unless
 * `anywhere` is asked for.
 */
export function mergeRows(
  known: readonly LogRow[],
  fetched: readonly LogRow[],
  where: 'after-oldest' | 'anywhere' = 'after-oldest',
): Merged {
  if (fetched.length === 0) return { rows: [...known], added: [], hasGap: false }
  const knownIds = new Set(known.map(({ id }) => id))
  const oldest = known.at(-1)
  const added = fetched.filter(
    (row) => !knownIds.has(row.id) && (where === 'anywhere' || oldest === undefined || isNewer(row, oldest)),
  )
  const hasGap = known.length > 0 && added.length === fetched.length
  return { rows: [...known, ...added].sort((first, other) => (isNewer(first, other) ? -1 : 1)), added, hasGap }
}

/** The order of the list: by arrival, then by id. */
const isNewer = (row: LogRow, other: LogRow): boolean =>
  row.createdAtMs === other.createdAtMs ? row.id > other.id : row.createdAtMs > other.createdAtMs
