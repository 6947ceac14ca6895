import type { EndpointFilter } from './filter.ts'

export const providerReady: EndpointFilter = {
  name: 'provider_not_ready',
  setting: 'the provider keys of this server',
  reason: ({ provider }, { isRoutable }) =>
    isRoutable(provider) ? null : `This server has no key for ${provider.name} (${provider.keyEnv}).`,
}
