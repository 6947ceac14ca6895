import { expect, it } from 'vitest'
import { countFilters, parseActivityAddress, toActivityQuery, toActivitySearch } from './activity-address.ts'

const DEFAULTS = { preset: '24h', timeZone: 'Europe/Berlin', nowMs: 1_000 } as const

it('an empty address asks for the default range in the zone of the viewer', () => {
  expect(toActivityQuery(parseActivityAddress({}), DEFAULTS)).toEqual({
    range: '24h',
    tz: 'Europe/Berlin',
    asOfMs: 1_000,
  })
})

it('instants replace the range, and repeated filters are kept with their negation', () => {
  const address = parseActivityAddress({
    range: '7d',
    from: '2026-11-20T00:00:00Z',
    tz: 'UTC',
    model: ['a/model-1', '!b/model-big'],
    status: 'refused',
    q: 'timeout',
  })
  expect(toActivityQuery(address, DEFAULTS)).toEqual({
    from: '2026-11-20T00:00:00Z',
    tz: 'UTC',
    asOfMs: 1_000,
    model: ['a/model-1', '!b/model-big'],
    status: ['refused'],
    q: 'timeout',
  })
  expect(countFilters(address)).toBe(3)
})

it('a link made from an address reads back as the same address', () => {
  const address = parseActivityAddress({ range: 'mtd', tz: 'UTC', key: ['!key_a', 'key_b'], q: 'a & b' })
  const search = new URLSearchParams(toActivitySearch(address))
  const read = Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]))
  expect(parseActivityAddress(read)).toEqual(address)
  expect(toActivitySearch(parseActivityAddress({}))).toBe('')
})

it('empty values of an address are the same as none', () => {
  expect(parseActivityAddress({ range: '', model: ['', 'a/model-1'], q: '' })).toEqual(
    parseActivityAddress({ model: 'a/model-1' }),
  )
})
