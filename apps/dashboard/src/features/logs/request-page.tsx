'use client'
import { useSuspenseQuery } from '@tanstack/react-query'
import { isTimeZone } from '@turnpike/ui/format/time-text'
import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useViewer } from '@/components/viewer-context.tsx'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { RequestDetail } from './request-detail.tsx'

/** The detail as a page of its own: what a reload or a link of the sheet shows. The way back keeps the filters. */
export function RequestPage({ place, requestId }: { place: Place; requestId: string }) {
  const { data: view } = useSuspenseQuery(useTRPC().logs.find.queryOptions({ ...place, requestId }))
  const search = useSearchParams()
  const viewer = useViewer()
  const asked = search.get('tz')
  const timeZone = asked !== null && isTimeZone(asked) ? asked : viewer.timeZone
  const back = `${workspaceAddress(place.organization, place.workspace)}/logs${search.size > 0 ? `?${search}` : ''}`
  return (
    <>
      <Link href={back} className="mb-2 inline-flex min-h-6 items-center gap-1 text-link">
        <ArrowLeft aria-hidden="true" className="size-4" />
        Back to the logs
      </Link>
      <PageHeader title="Request" />
      <RequestDetail place={place} timeZone={timeZone} view={view} />
    </>
  )
}
