/** An answer as one JSON body, sent when it is complete and its charge is durable. */
import { createCompletionCollector } from '@turnpike/providers/skins/chat-completions/render-completion'
import { renderUsage } from '@turnpike/providers/skins/chat-completions/render-usage'
import { sendFailure } from '../http/send-failure.ts'
import { sendJson } from '../http/send-json.ts'
import { answerHead } from './answer-head.ts'
import type { Delivery } from './delivery.ts'
import type { InferenceDeps } from './inference-deps.ts'
import type { RequestTrace } from './request-trace.ts'

export function jsonDelivery(deps: InferenceDeps, trace: RequestTrace): Delivery {
  const { response } = trace.exchange
  const collector = createCompletionCollector()
  return {
    accept: async (event) => collector.collect(event),
    finish: async ({ usage, costNanoUsd }) => {
      const head = answerHead(deps, trace)
      sendJson(response, 200, collector.body(head, usage ? renderUsage(usage, costNanoUsd) : null))
    },
    fail: async (failure) => sendFailure(response, failure),
  }
}
