import { matchesAnyProvider } from '../match-provider.ts'
import type { EndpointFilter } from './filter.ts'

export const only: EndpointFilter = {
  name: 'only',
  setting: 'provider.only',
  reason: (entry, { request }) =>
    request.provider.only === undefined || matchesAnyProvider(request.provider.only, entry)
      ? null
      : `${entry.provider.name} is not in provider.only.`,
}
