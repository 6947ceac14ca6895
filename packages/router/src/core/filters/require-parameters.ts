import type { EndpointFilter } from './filter.ts'

export const requireParameters: EndpointFilter = {
  name: 'require_parameters',
  setting: 'provider.require_parameters',
  reason: ({ endpoint }, { request, needs }) => {
    if (request.provider.require_parameters !== true) return null
    const missing = needs.parameters.filter((name) => !endpoint.supportedParameters.includes(name))
    return missing.length === 0 ? null : `It does not support ${missing.join(', ')}.`
  },
}
