/**
 * Sums over a quarter of an hour: what charts are drawn from. Every time zone in use is a whole number of quarters
 * from UTC, so the hours and days of all of them can be built from these.
 *
 * Guarantee: folding records into deltas loses nothing: each sum over the deltas is the sum over the records.
 */
import { countedModel, type GenerationRecord } from './generation-record.ts'

export const QUARTER_MS = 15 * 60_000

/** What one row of the sums is about. `providerId` is '' for a request that no provider served. */
export type RollupKey = {
  workspaceId: string
  bucketStartMs: number
  model: string
  providerId: string
  apiKeyId: string
  outcome: string
}

export type RollupSums = {
  requests: bigint
  inputTokens: bigint
  outputTokens: bigint
  reasoningTokens: bigint
  cachedInputTokens: bigint
  costNanoUsd: bigint
  totalMsSum: bigint
  firstTokenMsSum: bigint
}

export type RollupDelta = RollupKey & RollupSums

/** What one record adds. */
export const toRollupDelta = (record: GenerationRecord): RollupDelta => ({
  workspaceId: record.workspaceId,
  bucketStartMs: Math.floor(record.createdAtMs / QUARTER_MS) * QUARTER_MS,
  model: countedModel(record),
  providerId: record.providerId ?? '',
  apiKeyId: record.apiKeyId,
  outcome: record.outcome,
  requests: 1n,
  inputTokens: BigInt(record.inputTokens ?? 0),
  outputTokens: BigInt(record.outputTokens ?? 0),
  reasoningTokens: BigInt(record.reasoningTokens ?? 0),
  cachedInputTokens: BigInt(record.cachedInputTokens ?? 0),
  costNanoUsd: record.costNanoUsd,
  totalMsSum: BigInt(record.totalMs),
  firstTokenMsSum: BigInt(record.firstTokenMs ?? 0),
})

/** What many records add: one delta for each row that changes, in a fixed order. */
export function foldRollup(records: readonly GenerationRecord[]): RollupDelta[] {
  const deltas = new Map<string, RollupDelta>()
  for (const record of records) {
    const delta = toRollupDelta(record)
    const key = keyOf(delta)
    const sum = deltas.get(key)
    deltas.set(key, sum ? addSums(sum, delta) : delta)
  }
  return [...deltas].sort(([first], [second]) => (first < second ? -1 : 1)).map(([, delta]) => delta)
}

const keyOf = ({ workspaceId, bucketStartMs, model, providerId, apiKeyId, outcome }: RollupKey): string =>
  JSON.stringify([workspaceId, bucketStartMs, model, providerId, apiKeyId, outcome])

const addSums = (sum: RollupDelta, delta: RollupDelta): RollupDelta => ({
  ...sum,
  requests: sum.requests + delta.requests,
  inputTokens: sum.inputTokens + delta.inputTokens,
  outputTokens: sum.outputTokens + delta.outputTokens,
  reasoningTokens: sum.reasoningTokens + delta.reasoningTokens,
  cachedInputTokens: sum.cachedInputTokens + delta.cachedInputTokens,
  costNanoUsd: sum.costNanoUsd + delta.costNanoUsd,
  totalMsSum: sum.totalMsSum + delta.totalMsSum,
  firstTokenMsSum: sum.firstTokenMsSum + delta.firstTokenMsSum,
})
