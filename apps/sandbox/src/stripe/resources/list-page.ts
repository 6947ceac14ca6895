import { err, ok, type Result } from '@turnpike/kernel/result'
import { missingResource, type StripeFailure } from '../core/failure.ts'
import type { ObjectKind, WireByKind } from '../core/wire.ts'
import { toList, type WireList } from '../http/to-list.ts'
import { type CreatedRange, findObject, type ListQuery, listObjects } from '../store/object-store.ts'
import type { World } from '../world.ts'

type ListParams = {
  limit: number
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: { [Bound in keyof CreatedRange]?: CreatedRange[Bound] | undefined } | undefined
}

/** One page of a kind of object, newest first. A cursor that names no such object is an error. */
export function listPage<Kind extends ObjectKind>(
  world: World,
  kind: Kind,
  query: ListQuery,
  url: string,
): Result<WireList<WireByKind[Kind]>, StripeFailure> {
  const cursors = { starting_after: query.startingAfter, ending_before: query.endingBefore }
  for (const [param, id] of Object.entries(cursors)) {
    if (id && !findObject(world.database, kind, id)) return err(missingResource(kind, id, param))
  }
  return ok(toList(listObjects(world.database, kind, query), url))
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
