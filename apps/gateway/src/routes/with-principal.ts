import type { Principal } from '@turnpike/identity/core/principal'
import type { Route } from '../http/create-server.ts'
import { sendFailure } from '../http/send-failure.ts'
import { authenticate } from '../inference/authenticate.ts'
import type { ClientExchange } from '../inference/exchange.ts'
import type { InferenceDeps } from '../inference/inference-deps.ts'

type Answer = (principal: Principal, exchange: ClientExchange, query: URLSearchParams) => Promise<void>

/** A GET route for the holder of a key. */
export const withPrincipal = (deps: InferenceDeps, path: string, answer: Answer): Route => ({
  method: 'GET',
  path,
  handle: async (exchange, query) => {
    const principal = await authenticate(deps, exchange)
    if (!principal.ok) return sendFailure(exchange.response, principal.error)
    await answer(principal.value, exchange, query)
  },
})
