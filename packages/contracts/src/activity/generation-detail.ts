import { z } from 'zod'

/**
 * What is kept of a request beside its figures: the receipt, the attempts and the routing explanation. Money is a
 * decimal string of nano-USD.
 */
const nanoUsdTextSchema = z.string().regex(/^-?\d+$/)

export const receiptLineSchema = z.object({
  item: z.enum(['input', 'cached_input', 'cache_write', 'output', 'request']),
  quantity: z.int().nonnegative(),
  unitPriceNanoUsdPerMillion: nanoUsdTextSchema,
  /** Exact share before the one rounding of the total: nano-USD times a million. */
  amountNanoUsdMillionths: nanoUsdTextSchema,
})
export type ReceiptLine = z.infer<typeof receiptLineSchema>

export const attemptRecordSchema = z.object({
  endpointId: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  outcome: z.enum(['succeeded', 'failed', 'aborted']),
  errorCode: z.string().nullable(),
  owner: z.string().nullable(),
  status: z.int().nullable(),
  /** Milliseconds after the request arrived. */
  startedMs: z.number(),
  firstContentMs: z.number().nullable(),
  endedMs: z.number(),
})
export type AttemptRecord = z.infer<typeof attemptRecordSchema>

export const candidateRecordSchema = z.object({
  endpointId: z.string(),
  modelId: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  priceVersionId: z.string(),
  inputNanoUsdPerMillion: nanoUsdTextSchema,
  outputNanoUsdPerMillion: nanoUsdTextSchema,
  /** Parts of the score in the words of the strategy that ranked: weight, outage, order. */
  score: z.record(z.string(), z.union([z.number(), z.string(), z.boolean()])),
})
export type CandidateRecord = z.infer<typeof candidateRecordSchema>

export const removedRecordSchema = z.object({
  endpointId: z.string(),
  modelId: z.string(),
  providerId: z.string(),
  providerName: z.string(),
  /** The filter that removed it, and a sentence that says why. */
  filter: z.string(),
  reason: z.string(),
})
export type RemovedRecord = z.infer<typeof removedRecordSchema>

export const refusalRecordSchema = z.object({
  limitSource: z.string(),
  scopeId: z.string().nullable(),
  scopeName: z.string().nullable(),
  limitNanoUsd: nanoUsdTextSchema.nullable(),
  usedNanoUsd: nanoUsdTextSchema.nullable(),
  reservedNanoUsd: nanoUsdTextSchema.nullable(),
  neededNanoUsd: nanoUsdTextSchema,
  freeNanoUsd: nanoUsdTextSchema,
  resetsAt: z.string().nullable(),
  /** The largest output limit that would have fitted; `null` when none would. */
  affordableOutputTokens: z.int().nullable(),
})
export type RefusalRecord = z.infer<typeof refusalRecordSchema>

export const generationDetailSchema = z.object({
  lines: z.array(receiptLineSchema),
  attempts: z.array(attemptRecordSchema),
  candidates: z.array(candidateRecordSchema),
  removed: z.array(removedRecordSchema),
  strategy: z.string().nullable(),
  seed: z.number().nullable(),
  /** What the next candidate in line would have cost for the same usage. */
  runnerUp: z.object({ endpointId: z.string(), providerName: z.string(), costNanoUsd: nanoUsdTextSchema }).nullable(),
  refusal: refusalRecordSchema.nullable(),
  parameters: z.record(z.string(), z.json()),
  clampedOutputTokens: z.int().nullable(),
  /** Milliseconds after arrival at which each step of the request ended. */
  timings: z.record(z.string(), z.number()),
})
export type GenerationDetail = z.infer<typeof generationDetailSchema>
