import type { EndpointFilter } from './filter.ts'

export const quantizations: EndpointFilter = {
  name: 'quantizations',
  setting: 'provider.quantizations',
  reason: ({ endpoint }, { request }) => {
    const allowed = request.provider.quantizations
    if (allowed === undefined || allowed.includes(endpoint.quantization)) return null
    return `Its quantization (${endpoint.quantization}) is not in provider.quantizations.`
  },
}
