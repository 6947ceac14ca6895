import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Principal } from '@turnpike/identity/core/principal'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { RoutingPolicy } from '@turnpike/router/core/plan'

/** What a principal may do with an inference request. */
export type Grant = { principal: Principal; policy: RoutingPolicy }

const OPEN_POLICY: RoutingPolicy = { allowedModels: null, allowedProviders: null, dataCollection: 'allow', zdr: false }

export function authorize(principal: Principal): Result<Grant, Failure> {
  if (principal.kind === 'management') {
    return err(
      failure('permission_denied', 'A management key administers and cannot run requests. Use an inference key.'),
    )
  }
  return ok({ principal, policy: OPEN_POLICY })
}
