import { matchesAnyProvider } from '../match-provider.ts'
import type { EndpointFilter } from './filter.ts'

export const allowedProviders: EndpointFilter = {
  name: 'allowed_providers',
  setting: 'the provider allow-list of the key or workspace',
  reason: (entry, { policy }) =>
    policy.allowedProviders === null || matchesAnyProvider(policy.allowedProviders, entry)
      ? null
      : `The key or workspace does not allow the provider ${entry.provider.name}.`,
}
