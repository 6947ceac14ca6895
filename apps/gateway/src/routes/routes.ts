import type { Route } from '../http/create-server.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'
import { chatCompletionsRoute } from './chat-completions.ts'
import { getCreditsRoute } from './get-credits.ts'
import { getGenerationRoute } from './get-generation.ts'
import { getKeyRoute } from './get-key.ts'
import { healthRoute, readinessRoute } from './health.ts'
import { listModelsRoute } from './list-models.ts'

/** Every address this server answers. */
export const createRoutes = (deps: InferenceDeps): Route[] => [
  healthRoute,
  readinessRoute(deps),
  chatCompletionsRoute(deps),
  listModelsRoute(deps),
  getKeyRoute(deps),
  getCreditsRoute(deps),
  getGenerationRoute(deps),
]
