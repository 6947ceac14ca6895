/**
 * What the filters of an address select. Values of one name are alternatives (OR), names are conditions (AND), and
 * `!` before a value excludes it. The same filters mean the same requests on every page and in every export.
 *
 * - `model`: the model that answered, else the one asked for. That is also what sums group by, so that they agree.
 * - `provider`: tried, not only served.
 * - `status`: an outcome (`succeeded`, `failed`, `refused`, `cancelled`), a code (`402`) or a class (`4xx`).
 * - `q`: part of a text or a whole id.
 */
import { GENERATION_OUTCOMES } from './generation-record.ts'

export type Selection = { include: string[]; exclude: string[] }

export const FILTER_NAMES = ['model', 'provider', 'key', 'member', 'app', 'status'] as const
export type FilterName = (typeof FILTER_NAMES)[number]

export type ActivityFilters = { [Name in FilterName]?: Selection } & { q?: string }

export const NO_FILTERS: ActivityFilters = {}

const MAX_VALUES = 100
const MAX_VALUE_LENGTH = 256
const MAX_QUERY_LENGTH = 200
const STATUS_ALIASES: Record<string, string> = { ok: 'succeeded', error: 'failed', canceled: 'cancelled' }
const STATUS_PATTERN = /^([1-5]\d\d|[1-5]xx)$/

export type FilterParams = Record<string, string | readonly string[] | undefined>

/** Reads filters from the parameters of an address. What means nothing is left out with a notice. */
export function parseActivityFilters(params: FilterParams): { filters: ActivityFilters; notices: string[] } {
  const notices: string[] = []
  const filters: ActivityFilters = {}
  for (const name of FILTER_NAMES) {
    const selection = readSelection(name, valuesOf(params[name]), notices)
    if (selection) filters[name] = selection
  }
  const q = cleanValue(valuesOf(params.q)[0] ?? '')
  if (q.length > MAX_QUERY_LENGTH) notices.push(`Only the first ${MAX_QUERY_LENGTH} characters are searched for.`)
  if (q !== '') filters.q = q.slice(0, MAX_QUERY_LENGTH)
  return { filters, notices }
}

const valuesOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

/** Postgres takes neither NUL nor half a surrogate pair, and no name of ours has one. */
const cleanValue = (value: string): string => value.replaceAll('\0', '').toWellFormed().trim()

function readSelection(name: FilterName, values: readonly string[], notices: string[]): Selection | null {
  const selection: Selection = { include: [], exclude: [] }
  for (const given of values.slice(0, MAX_VALUES)) {
    const isExcluded = given.startsWith('!')
    const value = readValue(name, cleanValue(isExcluded ? given.slice(1) : given))
    if (value === null) notices.push(`A value of the filter "${name}" means nothing and is ignored.`)
    else selection[isExcluded ? 'exclude' : 'include'].push(value)
  }
  if (values.length > MAX_VALUES) notices.push(`Only the first ${MAX_VALUES} values of the filter "${name}" are used.`)
  return selection.include.length + selection.exclude.length > 0 ? selection : null
}

function readValue(name: FilterName, value: string): string | null {
  if (value === '' || value.length > MAX_VALUE_LENGTH) return null
  if (name !== 'status') return value
  const status = STATUS_ALIASES[value] ?? value
  const isOutcome = GENERATION_OUTCOMES.some((outcome) => outcome === status)
  return isOutcome || STATUS_PATTERN.test(status) ? status : null
}

/** The outcomes, codes and classes among the values of a status filter. */
export function splitStatuses(values: readonly string[]): { outcomes: string[]; codes: number[]; classes: number[] } {
  const numbers = values.filter((value) => STATUS_PATTERN.test(value))
  return {
    outcomes: values.filter((value) => !STATUS_PATTERN.test(value)),
    codes: numbers.filter((value) => !value.endsWith('xx')).map(Number),
    classes: numbers.filter((value) => value.endsWith('xx')).map((value) => Number(value.charAt(0))),
  }
}
