import { pingDatabase } from '@turnpike/db/database'
import type { Route } from '../http/create-server.ts'
import { sendJson } from '../http/send-json.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'

const DATABASE_PATIENCE_MS = 2_000

/** The process runs. */
export const healthRoute: Route = {
  method: 'GET',
  path: '/healthz',
  handle: ({ response }) => sendJson(response, 200, { status: 'ok' }),
}

/** It can serve: not draining, the database answers, the catalogue is there. */
export const readinessRoute = (deps: InferenceDeps): Route => ({
  method: 'GET',
  path: '/readyz',
  handle: async ({ response }) => {
    const database = await answersInTime(pingDatabase(deps.database))
    const catalogue = deps.catalog().models.size > 0
    const isReady = database && catalogue && !deps.inFlight.isDraining()
    const body = { status: isReady ? 'ready' : 'not ready', database, catalogue, draining: deps.inFlight.isDraining() }
    sendJson(response, isReady ? 200 : 503, body)
  },
})

const answersInTime = (ping: Promise<void>): Promise<boolean> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), DATABASE_PATIENCE_MS)
    ping
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(timer))
  })
