import type { GenerationSummary } from '@turnpike/activity/core/generation-record'
import type { AttemptRecord } from '@turnpike/contracts/activity/generation-detail'
import type { KeyLabelOf } from './key-labels.ts'

type ShownAttempt = Pick<AttemptRecord, 'providerId' | 'providerName' | 'outcome' | 'status'>

/** One request as the list shows it. */
export type LogRow = Pick<
  GenerationSummary,
  | 'id'
  | 'createdAtMs'
  | 'status'
  | 'outcome'
  | 'errorCode'
  | 'errorMessage'
  | 'requestedModel'
  | 'servedModel'
  | 'providerName'
  | 'inputTokens'
  | 'outputTokens'
  | 'costNanoUsd'
  | 'firstTokenMs'
  | 'totalMs'
  | 'refusal'
> & { key: { id: string; name: string; isRevoked: boolean }; attempts: ShownAttempt[] }

export const toLogRow = (row: GenerationSummary, keyLabelOf: KeyLabelOf): LogRow => ({
  id: row.id,
  createdAtMs: row.createdAtMs,
  status: row.status,
  outcome: row.outcome,
  errorCode: row.errorCode,
  errorMessage: row.errorMessage,
  requestedModel: row.requestedModel,
  servedModel: row.servedModel,
  providerName: row.providerName,
  inputTokens: row.inputTokens,
  outputTokens: row.outputTokens,
  costNanoUsd: row.costNanoUsd,
  firstTokenMs: row.firstTokenMs,
  totalMs: row.totalMs,
  refusal: row.refusal,
  key: { id: row.apiKeyId, ...(keyLabelOf(row.apiKeyId) ?? { name: row.apiKeyId, isRevoked: true }) },
  attempts: row.attempts.map(({ providerId, providerName, outcome, status }) => ({
    providerId,
    providerName,
    outcome,
    status,
  })),
})
