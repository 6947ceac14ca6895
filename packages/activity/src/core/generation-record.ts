import type { AttemptRecord, GenerationDetail, RefusalRecord } from '@turnpike/contracts/activity/generation-detail'
import type { UsageSource } from '@turnpike/contracts/inference/usage'
import type { NanoUsd } from '@turnpike/kernel/money'

export const GENERATION_OUTCOMES = ['succeeded', 'failed', 'refused', 'cancelled'] as const
export type GenerationOutcome = (typeof GENERATION_OUTCOMES)[number]

/** The figures and names of one answered request. */
export type GenerationFigures = {
  id: string
  workspaceId: string
  apiKeyId: string
  /** The key's owner; `null` for a system key. */
  userId: string | null
  /** When the request arrived. Within a day of the id's own time, because the row's partition follows from the id. */
  createdAtMs: number
  apiType: string
  /** HTTP status the client saw; 499 when it went away. */
  status: number
  outcome: GenerationOutcome
  errorCode: string | null
  errorMessage: string | null
  requestedModel: string
  servedModel: string | null
  providerId: string | null
  providerName: string | null
  endpointId: string | null
  upstreamId: string | null
  streamed: boolean
  finishReason: string | null
  nativeFinishReason: string | null
  inputTokens: number | null
  outputTokens: number | null
  reasoningTokens: number | null
  cachedInputTokens: number | null
  cacheWriteTokens: number | null
  usageSource: UsageSource | null
  costNanoUsd: NanoUsd
  heldNanoUsd: NanoUsd
  firstTokenMs: number | null
  totalMs: number
  attemptCount: number
  /** Ids of all providers that were called, in order; the one that served is the last. */
  providersTried: string[]
  appReferer: string | null
  appTitle: string | null
  endUser: string | null
  clientSessionId: string | null
  userAgent: string | null
}

/** One wide row: what the gateway hands over when a request has ended. */
export type GenerationRecord = GenerationFigures & {
  /** Receipt lines, attempts, candidates, refusal, parameters, timings. */
  detail: GenerationDetail
}

/** A record as it is kept. */
export type StoredGeneration = GenerationRecord & { organizationId: string }

/** What a list shows of it: all figures, and of the detail only what explains the status. */
export type GenerationSummary = GenerationFigures & {
  organizationId: string
  attempts: AttemptRecord[]
  refusal: RefusalRecord | null
}

/** The name under which a request counts: the model that answered, else the one that was asked for. */
export const countedModel = (record: Pick<GenerationFigures, 'servedModel' | 'requestedModel'>): string =>
  record.servedModel ?? record.requestedModel
