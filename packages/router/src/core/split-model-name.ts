import { ROUTING_VARIANTS, type RoutingVariant } from '@turnpike/catalog/core/model-row'

export type ModelName = {
  /** The catalogue's id, a catalogue variant such as `:free` included. */
  id: string
  /** Routing variants in the order they were written. */
  routingVariants: RoutingVariant[]
}

/** Takes routing variants off a model name. They may stand anywhere among the suffixes: `a/b:nitro:free` is `a/b:free`. */
export function splitModelName(name: string): ModelName {
  const [base = '', ...suffixes] = name.trim().toLowerCase().split(':')
  return {
    id: [base, ...suffixes.filter((suffix) => !isRoutingVariant(suffix))].join(':'),
    routingVariants: suffixes.filter(isRoutingVariant),
  }
}

const isRoutingVariant = (suffix: string): suffix is RoutingVariant =>
  ROUTING_VARIANTS.some((variant) => variant === suffix)
