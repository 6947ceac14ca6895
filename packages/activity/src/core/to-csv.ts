/**
 * Comma-separated files (RFC 4180). Money and counts are plain decimals, instants carry their offset. A text that a
 * spreadsheet would run as a formula gets an apostrophe before it: names of models, apps and end users come from
 * outside.
 */
import { type NanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import type { GenerationSummary } from './generation-record.ts'
import { toIsoWithOffset } from './time-zone.ts'

/** `{ usd }` is an amount that may be negative: it is a number, so its minus stays as it is. */
export type CsvCell = string | number | bigint | boolean | null | { usd: NanoUsd }

/** One line with its end. Only texts can be formulas: numbers are written as they are, a minus included. */
export const toCsvLine = (cells: readonly CsvCell[]): string => `${cells.map(toCell).join(',')}\r\n`

const FORMULA_START = /^[=+\-@\t\r\n＝＋－＠]/

function toCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell === 'object') return toUsdDecimal(cell.usd)
  if (typeof cell !== 'string') return String(cell)
  const safe = FORMULA_START.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

type CsvNames = { keyName: (keyId: string) => string; workspaceSlug: (workspaceId: string) => string }
type Column = readonly [header: string, cell: (row: GenerationSummary, timeZone: string, names: CsvNames) => CsvCell]

const COLUMNS: readonly Column[] = [
  ['id', (row) => row.id],
  ['created_at', (row, timeZone) => toIsoWithOffset(row.createdAtMs, timeZone)],
  ['workspace', (row, _timeZone, names) => names.workspaceSlug(row.workspaceId)],
  ['key', (row, _timeZone, names) => names.keyName(row.apiKeyId)],
  ['key_id', (row) => row.apiKeyId],
  ['status', (row) => row.status],
  ['outcome', (row) => row.outcome],
  ['error_code', (row) => row.errorCode],
  ['requested_model', (row) => row.requestedModel],
  ['served_model', (row) => row.servedModel],
  ['provider', (row) => row.providerName],
  ['providers_tried', (row) => row.providersTried.join(' ')],
  ['streamed', (row) => row.streamed],
  ['finish_reason', (row) => row.finishReason],
  ['input_tokens', (row) => row.inputTokens],
  ['output_tokens', (row) => row.outputTokens],
  ['reasoning_tokens', (row) => row.reasoningTokens],
  ['cached_input_tokens', (row) => row.cachedInputTokens],
  ['cache_write_tokens', (row) => row.cacheWriteTokens],
  ['cost', (row) => toUsdDecimal(row.costNanoUsd)],
  ['currency', () => 'USD'],
  ['first_token_ms', (row) => row.firstTokenMs],
  ['total_ms', (row) => row.totalMs],
  ['app', (row) => row.appTitle],
  ['end_user', (row) => row.endUser],
]

export const GENERATION_CSV_HEADER = toCsvLine(COLUMNS.map(([header]) => header))

export const toGenerationCsvLine = (row: GenerationSummary, timeZone: string, names: CsvNames): string =>
  toCsvLine(COLUMNS.map(([, cell]) => cell(row, timeZone, names)))
