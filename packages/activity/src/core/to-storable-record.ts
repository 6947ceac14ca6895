/**
 * Makes a record fit for the database whatever a client or a provider sent. Postgres refuses NUL and half a surrogate
 * pair in texts, and an index entry has a size limit; a record that it refused would be a request that nobody sees.
 */
import { idTimeMs } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import type { GenerationRecord } from './generation-record.ts'

const MAX_TEXT = 2_000
const MAX_NAME = 256
/** Names that sums are grouped by stand in an index. */
const NAMES: ReadonlySet<string> = new Set(['requestedModel', 'servedModel', 'providerId', 'appTitle', 'endUser'])
const COUNTS = ['inputTokens', 'outputTokens', 'reasoningTokens', 'cachedInputTokens', 'cacheWriteTokens'] as const
const MAX_INTEGER = 2_147_483_647
const DAY_MS = 86_400_000

export function toStorableRecord(record: GenerationRecord): GenerationRecord {
  generationDay(record.id, record.createdAtMs)
  const figures = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, cleanDeep(value, NAMES.has(name) ? MAX_NAME : MAX_TEXT)]),
  ) as GenerationRecord
  for (const name of COUNTS) figures[name] = toCount(record[name])
  return {
    ...figures,
    firstTokenMs: toCount(record.firstTokenMs),
    totalMs: toCount(record.totalMs) ?? 0,
  }
}

/** The UTC day whose partition holds a generation: midnight of the day in its id. */
export function generationDay(id: string, createdAtMs?: number): Date | null {
  const idMs = idTimeMs('generation', id)
  invariant(
    createdAtMs === undefined || (idMs !== null && Math.abs(createdAtMs - idMs) <= DAY_MS),
    'a generation was created within a day of the time in its id',
  )
  return idMs === null ? null : new Date(Math.floor(idMs / DAY_MS) * DAY_MS)
}

const cleanText = (text: string, maxLength: number): string =>
  text.replaceAll('\0', '').slice(0, maxLength).toWellFormed()

function cleanDeep(value: unknown, maxLength: number): unknown {
  if (typeof value === 'string') return cleanText(value, maxLength)
  if (Array.isArray(value)) return value.map((item) => cleanDeep(item, maxLength))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [cleanText(name, maxLength), cleanDeep(item, maxLength)]),
  )
}

const toCount = (count: number | null): number | null =>
  count === null || !Number.isFinite(count) ? null : Math.min(Math.max(0, Math.round(count)), MAX_INTEGER)
