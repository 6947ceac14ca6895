/** Why a first request did not succeed, and what to change. Pure. */
import type { RouterOutputs } from '@/server/routers/router-outputs.ts'

export type FirstRequest = NonNullable<RouterOutputs['welcome']['getFirstRequest']>

const PROVIDER_FAILED = 'The provider failed, not your request. Run it again.'

const FIXES: Record<string, string> = {
  payment_required: 'The model of the snippet is free.',
  credit_reserved: 'Running requests hold the credit. Wait until they end, then run it again.',
  model_not_found: 'Copy the model name from the snippet.',
  no_endpoints: 'Leave out provider preferences, or use the model of the snippet.',
  rate_limit_exceeded: 'Wait a minute, then run it again.',
  permission_denied: 'This key may not do that. Use the key of this page.',
  invalid_request: 'Compare the body with the snippet: shells often change the quotes.',
  invalid_prompt: 'Compare the body with the snippet.',
  context_length_exceeded: 'Send a shorter prompt.',
  unsupported_media_type: 'Send the header Content-Type: application/json.',
  payload_too_large: 'Send a smaller body.',
  client_closed: 'The program closed the connection before the answer was complete. Let it wait longer.',
}

/** One sentence of what happened and one of what to do. */
export function explainFirstRequest({ outcome, errorCode, errorMessage }: FirstRequest): string {
  const cause = errorMessage ?? (outcome === 'cancelled' ? 'The client went away.' : 'The request did not succeed.')
  const code = errorCode ?? (outcome === 'cancelled' ? 'client_closed' : '')
  const fix = FIXES[code] ?? (isOfProvider(code) ? PROVIDER_FAILED : 'The receipt tells more.')
  return `${cause} ${fix}`
}

const isOfProvider = (code: string): boolean => code.startsWith('provider_') || code === 'timeout'
