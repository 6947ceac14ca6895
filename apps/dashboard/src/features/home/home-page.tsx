'use client'
import { useQuery } from '@tanstack/react-query'
import { Copyable } from '@turnpike/ui/controls/copyable'
import { QueryPanel } from '@/components/query-panel.tsx'
import { PageHeader } from '@/features/shell/page-header.tsx'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'

/** Ten-second health check of a workspace. */
export function HomePage({ place, title }: { place: Place; title: string }) {
  const connection = useQuery(useTRPC().workspace.getConnection.queryOptions(place))
  return (
    <>
      <PageHeader title={title} />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <QueryPanel name="connection" title="Connect" query={connection}>
          {({ baseUrl }) => <Copyable value={baseUrl} label="base URL" />}
        </QueryPanel>
      </div>
    </>
  )
}
