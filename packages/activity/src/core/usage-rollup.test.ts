import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NOW_MS, recordArbitrary } from '../testing/sample-records.ts'
import { countedModel } from './generation-record.ts'
import { foldRollup, QUARTER_MS, type RollupSums, toRollupDelta } from './usage-rollup.ts'

const SUMS = [
  'requests',
  'inputTokens',
  'outputTokens',
  'reasoningTokens',
  'cachedInputTokens',
  'costNanoUsd',
  'totalMsSum',
  'firstTokenMsSum',
] as const satisfies readonly (keyof RollupSums)[]

const records = fc.array(recordArbitrary(NOW_MS - 3 * QUARTER_MS, NOW_MS), { maxLength: 60 })
const total = (rows: readonly RollupSums[], name: keyof RollupSums) => rows.reduce((sum, row) => sum + row[name], 0n)

test('folding records into quarters loses and invents nothing, whatever the order', () => {
  fc.assert(
    fc.property(records, (given) => {
      const deltas = foldRollup(given)
      expect(foldRollup(given.toReversed())).toEqual(deltas)
      expect(total(deltas, 'requests')).toBe(BigInt(given.length))
      expect(total(deltas, 'costNanoUsd')).toBe(given.reduce((sum, record) => sum + record.costNanoUsd, 0n))
      for (const name of SUMS) expect(total(deltas, name)).toBe(total(given.map(toRollupDelta), name))
    }),
  )
})

test('each delta sums exactly the records of its quarter, model, provider, key and outcome', () => {
  fc.assert(
    fc.property(records, (given) => {
      for (const delta of foldRollup(given)) {
        const own = given.filter(
          (record) =>
            record.createdAtMs >= delta.bucketStartMs &&
            record.createdAtMs < delta.bucketStartMs + QUARTER_MS &&
            record.workspaceId === delta.workspaceId &&
            record.apiKeyId === delta.apiKeyId &&
            record.outcome === delta.outcome &&
            countedModel(record) === delta.model &&
            (record.providerId ?? '') === delta.providerId,
        )
        expect(delta.requests).toBe(BigInt(own.length))
        expect(delta.costNanoUsd).toBe(own.reduce((sum, record) => sum + record.costNanoUsd, 0n))
      }
    }),
  )
})
