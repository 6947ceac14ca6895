/** Errors of the network → our errors. */
import type { ErrorCode } from '@turnpike/contracts/errors/error-table'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import { errors } from 'undici'
import { ownError } from '../protocols/describe-failure.ts'
import { BodyTooLargeError } from './upstream-body.ts'

/**
 * `answering`: the head of the answer had arrived, so a break is a cut answer and not an unreachable provider.
 * Errors of the network carry a code. `null` means that this one is none: it is a bug of ours and must surface.
 */
export function nameFailure(error: unknown, answering: boolean): ProviderError | null {
  if (error instanceof BodyTooLargeError) return ownError('provider_invalid_response', error.message)
  if (error instanceof errors.HTTPParserError) return ownError('provider_invalid_response', 'the answer is not HTTP')
  const code = codeOf(error)
  if (code === null || !(error instanceof Error)) return null
  return ownError(classify(code, answering), error.message.slice(0, 300), code)
}

export const timedOut = (what: string): ProviderError => ownError('timeout', what)

function classify(code: string, answering: boolean): ErrorCode {
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'timeout'
  if (UNREADABLE.has(code)) return 'provider_invalid_response'
  return answering ? 'provider_stream_cut' : 'provider_unavailable'
}

const UNREADABLE = new Set([
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_EXCEEDED_MAX_SIZE',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
])

/** Several addresses tried in vain come as one error of errors: the first one tells. */
function codeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return codeOf(error.errors[0])
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
