import type { AnswerHeader } from '@turnpike/providers/skins/chat-completions/answer-header'
import { includesReasoning } from '@turnpike/providers/skins/chat-completions/includes-reasoning'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

/** What an answer says about itself: who answered, once that is known; before it, what was asked for. */
export function answerHeader(deps: InferenceDeps, trace: RequestTrace): AnswerHeader {
  const winner = trace.winner === null ? undefined : trace.plan?.candidates[trace.winner]
  return {
    id: trace.generationId,
    createdSeconds: Math.floor(trace.createdAtMs / 1_000),
    model: winner?.model.id ?? trace.request?.models[0] ?? '',
    provider: winner ? deps.providers.displayName(winner.provider) : '',
    includeReasoning: trace.request === null || includesReasoning(trace.request),
  }
}
