import { matchesAnyProvider } from '../match-provider.ts'
import type { EndpointFilter } from './filter.ts'

export const ignore: EndpointFilter = {
  name: 'ignore',
  setting: 'provider.ignore',
  reason: (entry, { request }) =>
    matchesAnyProvider(request.provider.ignore ?? [], entry) ? `${entry.provider.name} is in provider.ignore.` : null,
}
