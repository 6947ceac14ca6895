import type { SearchParameters } from '@/components/activity-address.ts'

/** What a page gets as `searchParams`, for a route that has an address only. */
export const toSearchParameters = (search: URLSearchParams): SearchParameters =>
  Object.fromEntries([...new Set(search.keys())].map((name) => [name, search.getAll(name)]))
