import { toModelObjects } from '../catalog/to-model-object.ts'
import type { Route } from '../http/create-server.ts'
import { sendJson } from '../http/send-json.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'

/** Public: what can be called here, and what it costs. */
export const listModelsRoute = (deps: InferenceDeps): Route => ({
  method: 'GET',
  path: '/api/v1/models',
  handle: ({ response }) => sendJson(response, 200, { data: toModelObjects(deps.catalog(), deps.providers) }),
})
