import type { EndpointFilter } from './filter.ts'

export const unpriced: EndpointFilter = {
  name: 'unpriced',
  setting: 'the catalogue',
  reason: ({ endpoint }) => (endpoint.price === null ? 'Its price is not known, so it cannot be charged.' : null),
}
