import type { Entry } from './entry.ts'

/**
 * Whether a name in `order`, `only` or `ignore` means this endpoint. `together` and `Together` mean all endpoints of the
 * provider, `together/turbo` only its variant of that name.
 */
export function matchesProvider(reference: string, entry: Entry): boolean {
  const wanted = reference.trim().toLowerCase()
  const { provider, endpoint } = entry
  if (wanted === provider.id || wanted === provider.name.toLowerCase()) return true
  return endpoint.variant !== null && wanted === `${provider.id}/${endpoint.variant}`
}

export const matchesAnyProvider = (references: readonly string[], entry: Entry): boolean =>
  references.some((reference) => matchesProvider(reference, entry))
