import type { Queryable } from '@turnpike/db/database'
import type { ActivityScope } from '../core/activity-scope.ts'
import type { GenerationSummary } from '../core/generation-record.ts'
import { type GenerationCursor, type GenerationSelection, listGenerations } from './list-generations.ts'

const PAGE_SIZE = 1_000

/**
 * All requests of a selection, newest first, a thousand at a time: the next page is read only when the last one was
 * taken, so memory stays small however long the file gets.
 */
export async function* exportGenerations(
  queryable: Queryable,
  scope: ActivityScope,
  selection: GenerationSelection,
): AsyncGenerator<GenerationSummary[], void, undefined> {
  let cursor: GenerationCursor | null = null
  do {
    const page: Awaited<ReturnType<typeof listGenerations>> = await listGenerations(queryable, scope, {
      ...selection,
      cursor,
      limit: PAGE_SIZE,
    })
    if (page.rows.length > 0) yield page.rows
    cursor = page.nextCursor
  } while (cursor !== null)
}
