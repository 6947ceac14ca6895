import { findGeneration } from '@turnpike/activity/store/find-generation'
import { failure } from '@turnpike/contracts/errors/failure'
import { toGenerationObject } from '../activity/to-generation-object.ts'
import type { Route } from '../http/create-server.ts'
import { sendFailure } from '../http/send-failure.ts'
import { sendJson } from '../http/send-json.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'
import { withPrincipal } from './with-principal.ts'

/** What is kept of one request of the key's organization; somebody else's does not exist. */
export const getGenerationRoute = (deps: InferenceDeps): Route =>
  withPrincipal(deps, '/api/v1/generation', async (principal, { response }, query) => {
    const id = query.get('id')
    if (!id) {
      return sendFailure(response, failure('invalid_request', 'Say which one: /api/v1/generation?id=gen-…'))
    }
    const found = await findGeneration(deps.database, principal.organizationId, id)
    if (!found) return sendFailure(response, failure('not_found', `There is no generation ${id.slice(0, 64)} here.`))
    sendJson(response, 200, toGenerationObject(found))
  })
