'use client'
/** A panel over one query: its five states come from the query, so that no feature writes them again. */
import type { UseQueryResult } from '@tanstack/react-query'
import type { TRPCClientErrorLike } from '@trpc/client'
import { CAPABILITIES, type Capability, describeCapability } from '@turnpike/identity/core/permissions'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Panel, type PanelProps, type PanelState } from '@turnpike/ui/layout/panel'
import type { ReactNode } from 'react'
import type { AppRouter } from '@/server/routers/app-router.ts'

type Failure = TRPCClientErrorLike<AppRouter>

/** What a panel needs of `useQuery` or `useInfiniteQuery`. */
export type ShownQuery<Data> = Pick<
  UseQueryResult<Data, Failure>,
  'data' | 'error' | 'isError' | 'isPlaceholderData'
> & {
  refetch: () => unknown
}

export type QueryPanelProps<Data> = Omit<
  PanelProps,
  'state' | 'children' | 'error' | 'denied' | 'isRefreshing' | 'footer'
> & {
  query: ShownQuery<Data>
  /** True shows `empty` instead of the children. */
  isEmpty?: (data: Data) => boolean
  children: (data: Data) => ReactNode
  footer?: (data: Data) => ReactNode
}

export function QueryPanel<Data>({ query, isEmpty, children, footer, ...panel }: QueryPanelProps<Data>) {
  const { data, error } = query
  return (
    <Panel
      {...panel}
      state={stateOf(query, isEmpty)}
      isRefreshing={query.isPlaceholderData}
      footer={data === undefined ? null : footer?.(data)}
      denied={<Denied error={error} />}
      error={{
        message: messageOf(error),
        ...(error?.data?.errorId ? { errorId: error.data.errorId } : {}),
        onRetry: () => void query.refetch(),
      }}
    >
      {data === undefined ? null : children(data)}
    </Panel>
  )
}

/** An error without our shape never reached a procedure: its text is about wires and says nothing to people. */
function messageOf(error: Failure | null): string {
  if (!error) return 'This could not be loaded.'
  return error.data ? error.message : 'No answer arrived. What is on screen elsewhere still holds.'
}

function stateOf<Data>(query: ShownQuery<Data>, isEmpty?: (data: Data) => boolean): PanelState {
  if (query.data !== undefined) return isEmpty?.(query.data) ? 'empty' : 'ready'
  if (query.error?.data?.code === 'FORBIDDEN') return 'denied'
  return query.isError ? 'error' : 'loading'
}

function Denied({ error }: { error: Failure | null }) {
  const capability = error?.data?.failure?.metadata?.capability
  const isKnown = (value: unknown): value is Capability => CAPABILITIES.some((known) => known === value)
  return (
    <EmptyState title="Your role does not show this">
      {isKnown(capability) ? `It takes the right to ${describeCapability(capability)}.` : 'Ask an owner or admin.'}
    </EmptyState>
  )
}
