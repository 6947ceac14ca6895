import type { CreatedRange, ListQuery } from '../store/object-store.ts'

type ListParams = {
  limit: number
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: { [Bound in keyof CreatedRange]?: CreatedRange[Bound] | undefined } | undefined
}

/** Parsed list parameters → the store's query. `filters` are the parameters that must equal a field of that name. */
export function toListQuery<Params extends ListParams>(
  params: Params,
  filters: readonly (keyof Params & string)[] = [],
): ListQuery {
  const equals: Record<string, string> = {}
  for (const filter of filters) {
    const value = params[filter]
    if (typeof value === 'string') equals[filter] = value
  }
  const created: CreatedRange = {}
  for (const bound of ['gt', 'gte', 'lt', 'lte'] as const) {
    const seconds = params.created?.[bound]
    if (seconds !== undefined) created[bound] = seconds
  }
  return {
    limit: params.limit,
    created,
    equals,
    ...(params.starting_after ? { startingAfter: params.starting_after } : {}),
    ...(params.ending_before ? { endingBefore: params.ending_before } : {}),
  }
}
