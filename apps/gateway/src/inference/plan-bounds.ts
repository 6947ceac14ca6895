/**
 * The largest usage that a request can have at an endpoint, and what it would cost there. A hold covers the dearest
 * candidate, so whichever one answers, its charge fits.
 */

import type { PricedEndpoint } from '@turnpike/catalog/core/catalog'
import { affordableOutputTokens, computeHold } from '@turnpike/catalog/core/hold'
import { maxUsd, type NanoUsd, ZERO_USD } from '@turnpike/kernel/money'
import type { Candidate } from '@turnpike/router/core/plan'
import type { UsageBounds } from './determine-usage.ts'

export type RequestBounds = {
  /** No tokenizer makes more tokens of the input than this. */
  inputTokens: number
  /** The limit that goes upstream for each choice; `null` leaves it to the endpoint's own maximum. */
  outputLimit: number | null
  choices: number
}

export function usageBounds(endpoint: PricedEndpoint, bounds: RequestBounds): UsageBounds {
  const endpointLimit = endpoint.maxOutputTokens ?? endpoint.contextTokens
  return {
    inputTokens: Math.min(bounds.inputTokens, endpoint.contextTokens),
    outputTokens: Math.min(bounds.outputLimit ?? endpointLimit, endpointLimit) * bounds.choices,
  }
}

export const planHold = (candidates: readonly Candidate[], bounds: RequestBounds): NanoUsd =>
  candidates
    .map(({ endpoint }) => computeHold(endpoint.price.prices, usageBounds(endpoint, bounds)))
    .reduce(maxUsd, ZERO_USD)

/** The largest output limit for each choice that fits into `free` at every candidate; `null` when none does. */
export function affordableLimit(candidates: readonly Candidate[], bounds: RequestBounds, free: NanoUsd): number | null {
  const limits = candidates.map(({ endpoint }) => {
    const { inputTokens } = usageBounds(endpoint, bounds)
    return affordableOutputTokens(endpoint.price.prices, inputTokens, free)
  })
  if (limits.includes(null)) return null
  const tokens = Math.min(...limits.filter((limit) => limit !== null))
  return Math.floor(tokens / bounds.choices)
}
