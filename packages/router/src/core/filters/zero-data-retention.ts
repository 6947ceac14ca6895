import type { EndpointFilter } from './filter.ts'

/** The request can ask for it, and cannot lift it. */
export const zeroDataRetention: EndpointFilter = {
  name: 'zdr',
  setting: 'provider.zdr or the data policy of the workspace',
  reason: ({ provider }, { request, policy }) =>
    (request.provider.zdr === true || policy.zdr) && !provider.policy.zdr
      ? `${provider.name} keeps prompts, and zero data retention is required.`
      : null,
}
