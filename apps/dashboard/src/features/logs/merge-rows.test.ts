import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import type { LogRow } from '@/server/logs/to-log-row.ts'
import { mergeRows } from './merge-rows.ts'
import { toLogLines } from './to-log-lines.ts'

const at = (createdAtMs: number, id = `gen-${createdAtMs}`): LogRow => ({
  id,
  createdAtMs,
  status: 200,
  outcome: 'succeeded',
  errorCode: null,
  errorMessage: null,
  requestedModel: 'a/model-1',
  servedModel: 'a/model-1',
  providerName: 'A',
  inputTokens: 1,
  outputTokens: 1,
  costNanoUsd: nanoUsd(1n),
  firstTokenMs: 1,
  totalMs: 1,
  refusal: null,
  key: { id: 'key_a', name: 'a', isRevoked: false },
  attempts: [],
})
const ids = (rows: readonly LogRow[]) => rows.map(({ createdAtMs }) => createdAtMs)

it('new rows come on top, also one that arrived earlier and ended only now, and none twice', () => {
  const merged = mergeRows([at(30), at(20), at(10)], [at(40), at(30), at(25)])
  expect(ids(merged.rows)).toEqual([40, 30, 25, 20, 10])
  expect(ids(merged.added)).toEqual([40, 25])
  expect(merged.hasGap).toBe(false)
})

it('what is older than the oldest row shown belongs to the next page', () => {
  expect(ids(mergeRows([at(30), at(20)], [at(30), at(5)]).rows)).toEqual([30, 20])
})

it('a page of nothing but new rows may hide more of them', () => {
  expect(mergeRows([at(10)], [at(30), at(20)]).hasGap).toBe(true)
  expect(mergeRows([], [at(30), at(20)]).hasGap).toBe(false)
})

it('rows of one millisecond keep the order of their ids', () => {
  expect(mergeRows([at(10, 'gen-b')], [at(10, 'gen-c'), at(10, 'gen-b')]).rows.map(({ id }) => id)).toEqual([
    'gen-c',
    'gen-b',
  ])
})

it('a heading stands before the first row of each day of the zone', () => {
  const midnight = Date.parse('2026-11-20T23:00:00Z')
  const kinds = (timeZone: string) =>
    toLogLines([at(midnight + 1_000), at(midnight - 1_000)], timeZone).map(({ kind }) => kind)
  expect(kinds('Europe/Berlin')).toEqual(['day', 'row', 'day', 'row'])
  expect(kinds('UTC')).toEqual(['day', 'row', 'row'])
})
