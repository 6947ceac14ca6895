import type { EndpointFilter } from './filter.ts'

/** Not knowing whether a provider trains on prompts counts as training. */
export const dataCollection: EndpointFilter = {
  name: 'data_collection',
  setting: 'provider.data_collection or the data policy of the workspace',
  reason: ({ provider }, { request, policy }) => {
    const isDenied = request.provider.data_collection === 'deny' || policy.dataCollection === 'deny'
    if (!isDenied || provider.policy.trainsOnPrompts === false) return null
    return provider.policy.trainsOnPrompts === null
      ? `It is not known whether ${provider.name} trains on prompts, and data collection is denied.`
      : `${provider.name} may train on prompts, and data collection is denied.`
  },
}
