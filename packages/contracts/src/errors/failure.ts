import type { JsonObject } from '@turnpike/kernel/json'
import { type ErrorCode, errorDefinition } from './error-table.ts'

/** An expected failure on its way to a response. `message` says what to do about it. */
export type Failure = {
  code: ErrorCode
  message: string
  /** Figures and names for programs: which limit, used, reserved, resets at, which filter. Never secrets. */
  metadata?: JsonObject
  retryAfterSeconds?: number
}

export const failure = (
  code: ErrorCode,
  message?: string,
  more?: { metadata?: JsonObject; retryAfterSeconds?: number },
): Failure => ({ code, message: message ?? errorDefinition(code).text, ...more })

/** What may leave the house: the carried message where the table exposes it, else the table's own text. */
export const publicMessage = (error: Failure): string => {
  const definition = errorDefinition(error.code)
  return definition.expose ? error.message : definition.text
}
