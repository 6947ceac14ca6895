import { matchesAnyProvider } from '../match-provider.ts'
import type { EndpointFilter } from './filter.ts'

/** With an order and no fallbacks, the order is all there is. */
export const orderOnly: EndpointFilter = {
  name: 'order',
  setting: 'provider.order with provider.allow_fallbacks=false',
  reason: (entry, { request }) => {
    const { order, allow_fallbacks: allowFallbacks } = request.provider
    if (allowFallbacks !== false || order === undefined || order.length === 0) return null
    return matchesAnyProvider(order, entry)
      ? null
      : `${entry.provider.name} is not in provider.order, and provider.allow_fallbacks is false.`
  },
}
