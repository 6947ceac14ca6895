/** The error envelope: `code` is the HTTP status, the typed code is in the metadata. */
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import { type Failure, publicMessage } from '@turnpike/contracts/errors/failure'
import type { JsonObject } from '@turnpike/kernel/json'

export type ErrorObject = { code: number; message: string; metadata: JsonObject }

export const renderErrorBody = (error: Failure): { error: ErrorObject } => ({ error: renderErrorObject(error) })

/** Beside `error_type` stand the failure's own figures, and how long to wait where that is known. */
export const renderErrorObject = (error: Failure): ErrorObject => ({
  code: errorDefinition(error.code).status,
  message: publicMessage(error),
  metadata: {
    ...error.metadata,
    ...(error.retryAfterSeconds === undefined ? {} : { retry_after_seconds: error.retryAfterSeconds }),
    error_type: error.code,
  },
})
