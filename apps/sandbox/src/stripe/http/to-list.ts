import type { ListPage } from '../store/object-store.ts'

export type WireList<Wire> = { object: 'list'; data: Wire[]; has_more: boolean; url: string }

/** Stripe's list object. `url` is the path the list was read from. */
export const toList = <Wire>(page: ListPage<Wire>, url: string): WireList<Wire> => ({
  object: 'list',
  data: page.data,
  has_more: page.hasMore,
  url,
})
