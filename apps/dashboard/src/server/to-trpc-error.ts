/** The one place where expected failures become tRPC errors. */
import { TRPCError } from '@trpc/server'
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import { type Failure, publicMessage } from '@turnpike/contracts/errors/failure'
import type { Result } from '@turnpike/kernel/result'

type TrpcCode = TRPCError['code']

const CODE_OF_STATUS: Record<number, TrpcCode> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHORIZED',
  402: 'PAYMENT_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  412: 'PRECONDITION_FAILED',
  413: 'PAYLOAD_TOO_LARGE',
  422: 'UNPROCESSABLE_CONTENT',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_UNAVAILABLE',
}

/** Carries a `Failure` through tRPC, so that the page gets its code and figures. */
export class FailureError extends Error {
  override readonly name = 'FailureError'
  readonly failure: Failure

  constructor(failure: Failure) {
    super(publicMessage(failure))
    this.failure = failure
  }
}

export const toTrpcError = (failure: Failure): TRPCError =>
  new TRPCError({
    code: CODE_OF_STATUS[errorDefinition(failure.code).status] ?? 'INTERNAL_SERVER_ERROR',
    message: publicMessage(failure),
    cause: new FailureError(failure),
  })

/** The value of a result, or its failure thrown as a tRPC error: the last line of most procedures. */
export function valueOrThrow<Value>(result: Result<Value, Failure>): Value {
  if (result.ok) return result.value
  throw toTrpcError(result.error)
}
