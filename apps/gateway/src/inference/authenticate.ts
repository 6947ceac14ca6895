import type { Failure } from '@turnpike/contracts/errors/failure'
import type { Principal } from '@turnpike/identity/core/principal'
import { resolvePrincipal } from '@turnpike/identity/use-cases/resolve-principal'
import type { Result } from '@turnpike/kernel/result'
import { bearerToken } from '../http/bearer-token.ts'
import type { ClientExchange } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'

/** Header → principal, from memory in the usual case. Everything that is wrong with a key is a 401 that says what. */
export const authenticate = (deps: AuthenticateDeps, exchange: ClientExchange): Promise<Result<Principal, Failure>> =>
  resolvePrincipal(
    {
      cache: deps.keys,
      pepper: deps.keyPepper,
      clock: deps.clock,
      onLoadError: (error) => deps.logger.error({ err: error }, 'a key could not be looked up'),
    },
    bearerToken(exchange.request.headers),
  )

export type AuthenticateDeps = Pick<InferenceDeps, 'keys' | 'keyPepper' | 'clock' | 'logger'>
