import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'

/** How often a request is tried at providers, first time included. */
export const MAX_ATTEMPTS = 4

/** Without fallbacks there is one attempt; where the client listed an order, one for each of the list. */
export function attemptLimit({ provider }: Pick<InferenceRequest, 'provider'>): number {
  if (provider.allow_fallbacks !== false) return MAX_ATTEMPTS
  return Math.min(Math.max(provider.order?.length ?? 1, 1), MAX_ATTEMPTS)
}
