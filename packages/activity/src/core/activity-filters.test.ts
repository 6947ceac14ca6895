import { expect, test } from 'vitest'
import { parseActivityFilters, splitStatuses } from './activity-filters.ts'

test('repeated values are alternatives and an exclamation mark excludes', () => {
  const { filters, notices } = parseActivityFilters({ model: ['a/b', '!c/d'], key: 'key_1', other: 'x' })
  expect(filters).toEqual({
    model: { include: ['a/b'], exclude: ['c/d'] },
    key: { include: ['key_1'], exclude: [] },
  })
  expect(notices).toEqual([])
})

test('words for outcomes, codes and classes are all understood as a status', () => {
  const { filters } = parseActivityFilters({ status: ['ok', 'error', '402', '!5xx'] })
  expect(filters.status).toEqual({ include: ['succeeded', 'failed', '402'], exclude: ['5xx'] })
  expect(splitStatuses(['failed', '402', '5xx'])).toEqual({ outcomes: ['failed'], codes: [402], classes: [5] })
})

test('what means nothing is left out with a notice, never an error', () => {
  const { filters, notices } = parseActivityFilters({
    status: ['purple', '999'],
    model: '!',
    q: '  \0 ',
    key: 'k'.repeat(999),
  })
  expect(filters).toEqual({})
  expect(notices).toHaveLength(4)
})

test('a search is cut to a length that a database can bear', () => {
  const { filters, notices } = parseActivityFilters({ q: '%'.repeat(5_000) })
  expect(filters.q).toHaveLength(200)
  expect(notices).toHaveLength(1)
})
