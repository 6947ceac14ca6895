import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

/** What an answer says about itself in every chunk and body. */
export type AnswerHead = { id: string; createdSeconds: number; model: string; provider: string }

/** Who answers, once that is known; before it, what was asked for. */
export function answerHead(deps: InferenceDeps, trace: RequestTrace): AnswerHead {
  const winner = trace.winner === null ? undefined : trace.plan?.candidates[trace.winner]
  return {
    id: trace.generationId,
    createdSeconds: Math.floor(trace.createdAtMs / 1_000),
    model: winner?.model.id ?? trace.request?.models[0] ?? '',
    provider: winner ? deps.providers.displayName(winner.provider) : '',
  }
}
