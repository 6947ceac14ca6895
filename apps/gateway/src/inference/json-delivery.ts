/** An answer as one JSON body, sent when it is complete and its charge is durable. */
import {
  createCompletionCollector,
  renderCompletion,
} from '@turnpike/providers/skins/chat-completions/render-completion'
import { renderUsage } from '@turnpike/providers/skins/chat-completions/render-usage'
import { sendFailure } from '../http/send-failure.ts'
import { sendJson } from '../http/send-json.ts'
import { answerHeader } from './answer-header.ts'
import type { Delivery } from './delivery.ts'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

export function jsonDelivery(deps: InferenceDeps, trace: RequestTrace): Delivery {
  const { response } = trace.exchange
  const collector = createCompletionCollector()
  return {
    accept: async (event) => collector.accept(event),
    finish: async ({ usage, costNanoUsd, lines }) => {
      const usageJson = usage && renderUsage(usage, { totalNanoUsd: costNanoUsd, lines })
      sendJson(response, 200, renderCompletion(collector.collected(), answerHeader(deps, trace), usageJson))
    },
    fail: async (failure) => sendFailure(response, failure),
  }
}
