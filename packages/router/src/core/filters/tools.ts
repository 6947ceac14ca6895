import type { EndpointFilter } from './filter.ts'

/** Always, not only with require_parameters: an answer that never calls the tools is not what was asked for. */
export const tools: EndpointFilter = {
  name: 'tools',
  setting: 'tools',
  reason: ({ endpoint }, { needs }) =>
    needs.tools && !endpoint.supportedParameters.includes('tools') ? 'It cannot call tools.' : null,
}
