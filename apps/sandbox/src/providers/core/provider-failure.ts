/** Failures a provider can answer with, before a dialect gives them their status, words and shape. */
import type { Mode } from './switches.ts'

export type FailureKind =
  | 'missing_key'
  | 'invalid_key'
  | 'invalid_request'
  | 'unsupported_parameter'
  | 'unknown_path'
  | 'model_not_found'
  | 'context_length'
  | 'insufficient_credit'
  | 'too_large'
  | 'rate_limited'
  | 'failing'
  | 'overloaded'

export type ProviderFailure = {
  kind: FailureKind
  /** Replaces the usual words, for faults of the request itself. */
  message?: string
  parameter?: string
  model?: string
  retryAfterSeconds?: number
}

export const DEFAULT_RETRY_AFTER_SECONDS = 2

const FAILURE_OF_MODE: Readonly<Partial<Record<Mode, FailureKind>>> = {
  rate_limited: 'rate_limited',
  failing: 'failing',
  overloaded: 'overloaded',
  invalid_key: 'invalid_key',
  model_not_found: 'model_not_found',
  insufficient_credit: 'insufficient_credit',
  context_length: 'context_length',
}

/** The failure a mode asks for; `null` for modes that answer (or break off) with HTTP 200. */
export const failureOfMode = (mode: Mode): FailureKind | null => FAILURE_OF_MODE[mode] ?? null
