import type { GenerationRecord } from '@turnpike/activity/core/generation-record'
import type { GenerationDetail } from '@turnpike/contracts/activity/generation-detail'
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import { publicMessage } from '@turnpike/contracts/errors/failure'
import { ZERO_USD } from '@turnpike/kernel/money'
import type { Candidate } from '@turnpike/router/core/plan'
import { estimateRunnerUp } from '@turnpike/router/core/runner-up'
import { toCandidateRecord } from '@turnpike/router/core/to-candidate-record'
import { elapsedMs } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

const CLIENT_WENT_AWAY = 499
const LONGEST_HEADER = 512

/** One wide row out of everything that is known of a request, served or refused. */
export function toGenerationRecord(deps: InferenceDeps, trace: RequestTrace): GenerationRecord {
  const { principal, request, usage, reading, failure, exchange } = trace
  const winner = winnerOf(trace)
  const header = (name: string) => String(exchange.request.headers[name] ?? '').slice(0, LONGEST_HEADER) || null
  return {
    id: trace.generationId,
    workspaceId: principal.workspaceId,
    apiKeyId: principal.keyId,
    userId: principal.ownerUserId,
    createdAtMs: trace.createdAtMs,
    apiType: request?.apiType ?? 'chat_completions',
    status: statusOf(trace),
    outcome: outcomeOf(trace),
    errorCode: failure?.code ?? null,
    errorMessage: failure ? publicMessage(failure) : null,
    requestedModel: request?.models[0] ?? '',
    servedModel: winner?.model.id ?? null,
    providerId: winner?.provider.id ?? null,
    providerName: winner ? deps.providers.displayName(winner.provider) : null,
    endpointId: winner?.endpoint.id ?? null,
    upstreamId: reading?.upstreamId ?? null,
    streamed: request?.stream ?? false,
    finishReason: reading?.finishReason ?? null,
    nativeFinishReason: reading?.nativeFinishReason ?? null,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    reasoningTokens: usage?.reasoningTokens ?? null,
    cachedInputTokens: usage?.cachedInputTokens ?? null,
    cacheWriteTokens: usage?.cacheWriteTokens ?? null,
    usageSource: usage?.source ?? null,
    costNanoUsd: trace.costNanoUsd,
    heldNanoUsd: trace.reservation?.hold.amount ?? ZERO_USD,
    firstTokenMs: trace.firstTokenMs === null ? null : Math.round(trace.firstTokenMs),
    totalMs: Math.round(elapsedMs(exchange)),
    attemptCount: trace.attempts.length,
    providersTried: [...new Set(trace.attempts.map((attempt) => attempt.providerId))],
    appReferer: header('http-referer') ?? header('referer'),
    appTitle: header('x-title') ?? header('x-openrouter-title'),
    endUser: request?.endUser ?? null,
    clientSessionId: request?.sessionId ?? header('x-session-id'),
    userAgent: header('user-agent'),
    detail: toDetail(deps, trace),
  }
}

const winnerOf = (trace: RequestTrace): Candidate | null =>
  trace.winner === null ? null : (trace.plan?.candidates[trace.winner] ?? null)

function statusOf(trace: RequestTrace): number {
  if (trace.exchange.response.headersSent && !trace.clientGone) return trace.exchange.response.statusCode
  if (trace.clientGone) return CLIENT_WENT_AWAY
  return trace.failure ? errorDefinition(trace.failure.code).status : 200
}

function outcomeOf(trace: RequestTrace): GenerationRecord['outcome'] {
  if (trace.clientGone) return 'cancelled'
  if (trace.failure === null) return 'succeeded'
  return trace.attempts.length === 0 ? 'refused' : 'failed'
}

function toDetail(deps: InferenceDeps, trace: RequestTrace): GenerationDetail {
  const { plan, request, usage } = trace
  return {
    lines: trace.lines,
    attempts: trace.attempts,
    candidates: (plan?.candidates ?? []).map((candidate) => ({
      ...toCandidateRecord(candidate),
      providerName: deps.providers.displayName(candidate.provider),
    })),
    removed: [...(plan?.removed ?? trace.removed)],
    strategy: plan?.strategy ?? null,
    seed: plan?.seed ?? null,
    runnerUp: plan && usage && trace.winner !== null ? estimateRunnerUp(plan.candidates, trace.winner, usage) : null,
    refusal: trace.refusal,
    parameters: request ? toParameters(request) : {},
    clampedOutputTokens: trace.reservation?.clampedOutputTokens ?? null,
    timings: trace.timings,
  }
}

/** What was asked beside the content. Messages and tool definitions are content and are not kept. */
const toParameters = (request: NonNullable<RequestTrace['request']>): GenerationDetail['parameters'] => ({
  ...request.parameters,
  ...(request.maxOutputTokens !== null && { max_tokens: request.maxOutputTokens }),
  ...(request.choices !== 1 && { n: request.choices }),
  ...(request.tools.length > 0 && { tools: request.tools.length }),
  ...(request.toolChoice !== null && { tool_choice: request.toolChoice }),
  ...(Object.keys(request.provider).length > 0 && { provider: JSON.parse(JSON.stringify(request.provider)) }),
  ...(Object.keys(request.metadata).length > 0 && { metadata: request.metadata }),
})
