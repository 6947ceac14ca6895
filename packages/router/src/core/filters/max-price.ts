import { type Prices, reachableUnitPrices } from '@turnpike/catalog/core/prices'
import { nanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import { parsePriceBound } from '../parse-price-bound.ts'
import type { EndpointFilter, FilterContext } from './filter.ts'

const REQUESTS_PER_PRICE = 1_000_000n

type Bound = { name: string; price: bigint; limit: number | string | undefined; unit: string }

/** A promise, so it holds for the dearest price tier that the input can reach. */
export const maxPrice: EndpointFilter = {
  name: 'max_price',
  setting: 'provider.max_price',
  reason: ({ endpoint }, context) => {
    if (endpoint.price === null || context.request.provider.max_price === undefined) return null
    const exceeded = toBounds(endpoint.price.prices, context).find(isExceeded)
    if (exceeded === undefined) return null
    const price = toUsdDecimal(nanoUsd(exceeded.price))
    return `Its ${exceeded.name} price of $${price} ${exceeded.unit} is above provider.max_price.${exceeded.name} (${exceeded.limit}).`
  },
}

function toBounds(prices: Prices, { request, inputTokenBound }: FilterContext): Bound[] {
  const limits = request.provider.max_price ?? {}
  const perMillion = reachableUnitPrices(prices, inputTokenBound).flatMap((unit) => [
    { name: 'prompt', price: unit.input, limit: limits.prompt, unit: 'a million tokens' },
    { name: 'completion', price: unit.output, limit: limits.completion, unit: 'a million tokens' },
  ])
  // Rounded up: a price that is above the limit by less than a nano-dollar is above it.
  const perRequest = (prices.request + REQUESTS_PER_PRICE - 1n) / REQUESTS_PER_PRICE
  return [...perMillion, { name: 'request', price: perRequest, limit: limits.request, unit: 'a request' }]
}

function isExceeded({ price, limit }: Bound): boolean {
  if (limit === undefined) return false
  const bound = parsePriceBound(limit)
  return bound !== null && price > bound
}
