/** Rows of `generation` ↔ records. */
import {
  attemptRecordSchema,
  generationDetailSchema,
  refusalRecordSchema,
} from '@turnpike/contracts/activity/generation-detail'
import { sql } from '@turnpike/db/client'
import { nanoUsd } from '@turnpike/kernel/money'
import { z } from 'zod'
import type { GenerationFigures, GenerationSummary, StoredGeneration } from '../core/generation-record.ts'

export type FiguresRow = Omit<GenerationFigures, 'createdAtMs' | 'costNanoUsd' | 'heldNanoUsd'> & {
  organizationId: string
  createdAt: Date
  costNanoUsd: bigint
  heldNanoUsd: bigint
}

export type SummaryRow = FiguresRow & { attempts: unknown; refusal: unknown }

export const summaryColumns = sql`
  id, organization_id AS "organizationId", workspace_id AS "workspaceId", api_key_id AS "apiKeyId",
  user_id AS "userId", created_at AS "createdAt", api_type AS "apiType", status, outcome, error_code AS "errorCode",
  error_message AS "errorMessage", requested_model AS "requestedModel", served_model AS "servedModel",
  provider_id AS "providerId", provider_name AS "providerName", endpoint_id AS "endpointId",
  upstream_id AS "upstreamId", streamed, finish_reason AS "finishReason",
  native_finish_reason AS "nativeFinishReason", input_tokens AS "inputTokens", output_tokens AS "outputTokens",
  reasoning_tokens AS "reasoningTokens", cached_input_tokens AS "cachedInputTokens",
  cache_write_tokens AS "cacheWriteTokens", usage_source AS "usageSource", cost_nano_usd AS "costNanoUsd",
  held_nano_usd AS "heldNanoUsd", first_token_ms AS "firstTokenMs", total_ms AS "totalMs",
  attempt_count AS "attemptCount", coalesce(providers_tried, '{}') AS "providersTried",
  app_referer AS "appReferer", app_title AS "appTitle", end_user AS "endUser",
  client_session_id AS "clientSessionId", user_agent AS "userAgent",
  detail -> 'attempts' AS attempts, detail -> 'refusal' AS refusal`

const attemptsSchema = z.array(attemptRecordSchema).nullable()
const refusalSchema = refusalRecordSchema.nullable()

function toFigures(row: FiguresRow): GenerationFigures & { organizationId: string } {
  const { createdAt, costNanoUsd, heldNanoUsd, ...columns } = row
  return {
    ...columns,
    createdAtMs: createdAt.getTime(),
    costNanoUsd: nanoUsd(costNanoUsd),
    heldNanoUsd: nanoUsd(heldNanoUsd),
  }
}

export const toSummary = ({ attempts, refusal, ...row }: SummaryRow): GenerationSummary => ({
  ...toFigures(row),
  attempts: attemptsSchema.parse(attempts) ?? [],
  refusal: refusalSchema.parse(refusal),
})

export const toStored = ({ detail, ...row }: FiguresRow & { detail: unknown }): StoredGeneration => ({
  ...toFigures(row),
  detail: generationDetailSchema.parse(detail),
})
