/**
 * The part of an address that every page about activity shares: range, zone and filters, under the same names on Home,
 * Analytics, Logs, Keys and in exports, so that a link between them is a change of path only.
 *
 * Guarantees: server and browser read the same address into the same question, so that what was prefetched is found;
 * what means nothing is carried along and ignored later with a notice (`resolveRange`, `parseActivityFilters`).
 */
import { FILTER_NAMES, type FilterName } from '@turnpike/activity/core/activity-filters'
import type { RangePreset } from '@turnpike/activity/core/resolve-range'

export const RANGE_NAMES = ['range', 'from', 'to', 'tz'] as const
type RangeName = (typeof RANGE_NAMES)[number]

/** As it stands in the address. A value of a filter that starts with `!` excludes. */
export type ActivityAddress = { [Name in RangeName]: string | null } & { [Name in FilterName]: string[] } & {
  q: string | null
}

/** What procedures about activity take besides the place: words, and the instant at which they are understood. */
export type ActivityQuery = {
  range?: string
  from?: string
  to?: string
  tz: string
  /** The page's clock. List, sum and chart of a page share it, so that they count the same requests. */
  asOfMs: number
  q?: string
} & { [Name in FilterName]?: string[] }

export type ActivityDefaults = {
  /** The range of an address that names none. */
  preset: RangePreset
  /** The viewer's zone. */
  timeZone: string
  nowMs: number
}

export type SearchParameters = Record<string, string | string[] | undefined>

/** Reads the search parameters of a page: `parseActivityAddress(await searchParams)`. */
export function parseActivityAddress(parameters: SearchParameters): ActivityAddress {
  const first = (name: string) => valuesOf(parameters[name])[0] ?? null
  const filters = FILTER_NAMES.map((name) => [name, valuesOf(parameters[name])] as const)
  return {
    range: first('range'),
    from: first('from'),
    to: first('to'),
    tz: first('tz'),
    ...(Object.fromEntries(filters) as { [Name in FilterName]: string[] }),
    q: first('q'),
  }
}

const valuesOf = (value: string | string[] | undefined): string[] =>
  (typeof value === 'string' ? [value] : (value ?? [])).filter((text) => text !== '')

/** The question a page asks its procedures. */
export function toActivityQuery(address: ActivityAddress, defaults: ActivityDefaults): ActivityQuery {
  const filters = FILTER_NAMES.filter((name) => address[name].length > 0).map((name) => [name, address[name]])
  return {
    ...(address.from || address.to ? {} : { range: address.range ?? defaults.preset }),
    ...(address.from && { from: address.from }),
    ...(address.to && { to: address.to }),
    tz: address.tz ?? defaults.timeZone,
    asOfMs: defaults.nowMs,
    ...Object.fromEntries(filters),
    ...(address.q && { q: address.q }),
  }
}

/** `?range=7d&model=…` of an address, for links to other pages; empty when there is nothing to say. */
export function toActivitySearch(address: Partial<ActivityAddress>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(address))
    for (const text of Array.isArray(value) ? value : [value]) if (text) search.append(name, text)
  return search.size > 0 ? `?${search}` : ''
}

/** How many filters an address names; `q` is one. */
export const countFilters = (address: ActivityAddress): number =>
  FILTER_NAMES.filter((name) => address[name].length > 0).length + (address.q ? 1 : 0)
