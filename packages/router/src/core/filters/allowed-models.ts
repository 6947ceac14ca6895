import { splitModelName } from '../split-model-name.ts'
import type { EndpointFilter } from './filter.ts'

export const allowedModels: EndpointFilter = {
  name: 'allowed_models',
  setting: 'the model allow-list of the key or workspace',
  reason: ({ model }, { policy }) => {
    if (policy.allowedModels === null) return null
    const isAllowed = policy.allowedModels.some((allowed) => allows(allowed, model.id))
    return isAllowed ? null : `The key or workspace does not allow the model ${model.id}.`
  },
}

/** A free variant is a model of its own, so it is allowed by its own name only. */
const allows = (allowed: string, modelId: string): boolean =>
  allowed.endsWith('/*') ? modelId.startsWith(allowed.slice(0, -1)) : splitModelName(allowed).id === modelId
