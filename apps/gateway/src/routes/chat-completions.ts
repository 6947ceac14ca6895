import type { Route } from '../http/create-server.ts'
import { handleInference } from '../inference/handle-inference.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'

export const chatCompletionsRoute = (deps: InferenceDeps): Route => ({
  method: 'POST',
  path: '/api/v1/chat/completions',
  handle: (exchange) => handleInference(deps, exchange),
})
