/** Records for the tests of this package: one plain one, and any that fast-check can think of. */
import type { GenerationDetail } from '@turnpike/contracts/activity/generation-detail'
import { encodeCrockford } from '@turnpike/kernel/crockford'
import { uuidV7 } from '@turnpike/kernel/ids'
import { nanoUsd } from '@turnpike/kernel/money'
import fc from 'fast-check'
import { GENERATION_OUTCOMES, type GenerationRecord } from '../core/generation-record.ts'

export const NOW_MS = Date.UTC(2026, 10, 21, 12, 0, 0)
export const WORKSPACES = ['ws_one', 'ws_two'] as const
export const MODELS = ['a/model-1', 'b/model-big', 'c/o\'hara, "quoted"'] as const
export const PROVIDERS = ['alpha', 'beta', 'gamma'] as const
export const KEYS = ['key_a', 'key_b'] as const

export const EMPTY_DETAIL: GenerationDetail = {
  lines: [],
  attempts: [],
  candidates: [],
  removed: [],
  strategy: null,
  seed: null,
  runnerUp: null,
  refusal: null,
  parameters: {},
  clampedOutputTokens: null,
  timings: {},
}

let counter = 0

/** An id of its own for an instant. */
export function generationIdAt(instantMs: number): string {
  const random = new Uint8Array(10)
  new DataView(random.buffer).setUint32(4, ++counter)
  return `gen-${encodeCrockford(uuidV7(instantMs, random))}`
}

export function sampleRecord(changes: Partial<GenerationRecord> = {}): GenerationRecord {
  const createdAtMs = changes.createdAtMs ?? NOW_MS
  return {
    id: generationIdAt(createdAtMs),
    workspaceId: WORKSPACES[0],
    apiKeyId: KEYS[0],
    userId: null,
    createdAtMs,
    apiType: 'chat_completions',
    status: 200,
    outcome: 'succeeded',
    errorCode: null,
    errorMessage: null,
    requestedModel: MODELS[0],
    servedModel: MODELS[0],
    providerId: PROVIDERS[0],
    providerName: 'Alpha',
    endpointId: 'alpha/model-1',
    upstreamId: null,
    streamed: true,
    finishReason: 'stop',
    nativeFinishReason: 'stop',
    inputTokens: 1_204,
    outputTokens: 312,
    reasoningTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
    usageSource: 'reported',
    costNanoUsd: nanoUsd(2_474_000n),
    heldNanoUsd: nanoUsd(31_000_000n),
    firstTokenMs: 312,
    totalMs: 1_840,
    attemptCount: 1,
    providersTried: [PROVIDERS[0]],
    appReferer: null,
    appTitle: null,
    endUser: null,
    clientSessionId: null,
    userAgent: null,
    detail: EMPTY_DETAIL,
    ...changes,
  }
}

const STATUS_OF = { succeeded: 200, failed: 502, refused: 402, cancelled: 499 } as const
const tokensArbitrary = fc.option(fc.nat(200_000))

/** Any record that was created in [fromMs, toMs). */
export const recordArbitrary = (fromMs: number, toMs: number): fc.Arbitrary<GenerationRecord> =>
  fc
    .record({
      createdAtMs: fc.integer({ min: fromMs, max: toMs - 1 }),
      workspaceId: fc.constantFrom(...WORKSPACES),
      apiKeyId: fc.constantFrom(...KEYS),
      userId: fc.constantFrom(null, 'usr_a', 'usr_b'),
      outcome: fc.constantFrom(...GENERATION_OUTCOMES),
      requestedModel: fc.constantFrom(...MODELS),
      servedModel: fc.constantFrom(null, ...MODELS),
      providerId: fc.constantFrom(null, ...PROVIDERS),
      providersTried: fc.uniqueArray(fc.constantFrom(...PROVIDERS)),
      appTitle: fc.constantFrom(null, 'Shop', '=HYPERLINK("x")'),
      inputTokens: tokensArbitrary,
      outputTokens: tokensArbitrary,
      reasoningTokens: tokensArbitrary,
      cachedInputTokens: tokensArbitrary,
      costNanoUsd: fc.bigInt({ min: 0n, max: 10n ** 13n }).map(nanoUsd),
      firstTokenMs: fc.option(fc.nat(60_000)),
      totalMs: fc.nat(600_000),
    })
    .map((values) => sampleRecord({ ...values, status: STATUS_OF[values.outcome] }))
