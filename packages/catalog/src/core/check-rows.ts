import type { CatalogRows } from './catalog.ts'

/**
 * What no single row can say about itself: ids are used once, and every endpoint names a provider that exists.
 * Returns one sentence per fault, none when the rows fit together.
 */
export const checkRows = (rows: CatalogRows): string[] => [
  ...repeated(rows.providers.map((provider) => provider.id)).map((id) => `There are two providers called ${id}.`),
  ...repeated(rows.models.map((model) => model.id)).map((id) => `There are two models called ${id}.`),
  ...repeated(endpointsOf(rows).map((endpoint) => endpoint.id)).map((id) => `There are two endpoints called ${id}.`),
  ...endpointsWithoutProvider(rows).map(
    ({ id, provider }) => `Endpoint ${id} names the provider ${provider}, for which there is no row.`,
  ),
]

const endpointsOf = (rows: CatalogRows) => rows.models.flatMap((model) => model.endpoints)

function endpointsWithoutProvider(rows: CatalogRows) {
  const known = new Set(rows.providers.map((provider) => provider.id))
  return endpointsOf(rows).filter((endpoint) => !known.has(endpoint.provider))
}

function repeated(ids: readonly string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(ids.filter((id) => seen.size === seen.add(id).size))]
}
