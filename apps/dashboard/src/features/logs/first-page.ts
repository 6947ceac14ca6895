import type { ActivityQuery } from '@/components/activity-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'

/** Input of the list's first page: the same for the server that prefetches it and the browser that looks for it. */
export const firstPage = (place: Place, query: ActivityQuery) => ({ ...place, ...query, cursor: null })

/** Where the next page begins; null at the end. */
export const nextCursor = <Cursor>(page: { nextCursor: Cursor | null }): Cursor | null => page.nextCursor
