/**
 * From the names a client wrote to models of the catalogue. A name that is not there fails the whole request, even
 * when it is only a fallback: silently leaving it out would hide a typing error until the day the fallback is needed.
 */
import type { Catalog, Model } from '@turnpike/catalog/core/catalog'
import type { RoutingVariant } from '@turnpike/catalog/core/model-row'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { nearestNames } from './nearest-names.ts'
import { splitModelName } from './split-model-name.ts'
import type { SortName } from './strategies/strategy.ts'

export type ResolvedModel = {
  model: Model
  /** What a routing variant of the name asks for; `null` when it has none. */
  sort: SortName | null
}

const SORT_OF_VARIANT: Record<RoutingVariant, SortName> = { nitro: 'throughput', floor: 'price', exacto: 'exacto' }

/** In the order of the names, each model once. */
export function resolveModels(names: readonly string[], catalog: Catalog): Result<ResolvedModel[], Failure> {
  const resolved = new Map<string, ResolvedModel>()
  for (const name of names) {
    const { id, routingVariants } = splitModelName(name)
    const model = catalog.models.get(id)
    if (model === undefined) return err(modelNotFound(name, id, catalog))
    const variant = routingVariants.at(-1)
    const sort = variant === undefined ? null : SORT_OF_VARIANT[variant]
    if (!resolved.has(id)) resolved.set(id, { model, sort })
  }
  return ok([...resolved.values()])
}

function modelNotFound(name: string, id: string, catalog: Catalog): Failure {
  const shown = name.slice(0, 200)
  const base = id.split(':')[0] ?? ''
  if (base !== id && catalog.models.has(base)) {
    const message = `There is no model called ${shown}; ${base} exists, but not in that variant.`
    return failure('model_not_found', message, { metadata: { model: shown, suggestions: [base] } })
  }
  const suggestions = nearestNames(id, catalog.models.keys())
  const hint =
    suggestions.length === 0 ? 'GET /api/v1/models lists all models.' : `Did you mean ${suggestions.join(' or ')}?`
  return failure('model_not_found', `There is no model called ${shown}. ${hint}`, {
    metadata: { model: shown, suggestions },
  })
}
