'use client'
import { useQuery } from '@tanstack/react-query'
import { Dialog } from '@turnpike/ui/controls/dialog'
import { Skeleton } from '@turnpike/ui/layout/panel'
import { useState } from 'react'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { findRequestLink } from './find-request-link.ts'
import { RequestDetail } from './request-detail.tsx'
import { RequestFailed } from './request-failed.tsx'
import type { OpenRequest } from './use-open-request.ts'

type RequestSheetProps = { place: Place; timeZone: string; openRequest: OpenRequest }

/** The detail over the list. While it closes it keeps showing what it showed. */
export function RequestSheet({ place, timeZone, openRequest }: RequestSheetProps) {
  const [lastId, setLastId] = useState(openRequest.id)
  if (openRequest.id !== null && openRequest.id !== lastId) setLastId(openRequest.id)
  return (
    <Dialog
      shape="sheet"
      title="Request"
      isOpen={openRequest.id !== null}
      onOpenChange={(isOpen) => !isOpen && openRequest.close()}
      returnFocus={() => (lastId === null ? null : findRequestLink(lastId))}
      className="w-[min(60rem,100vw)]"
    >
      {lastId === null ? null : <Content key={lastId} place={place} timeZone={timeZone} requestId={lastId} />}
    </Dialog>
  )
}

function Content({ place, timeZone, requestId }: { place: Place; timeZone: string; requestId: string }) {
  const request = useQuery(useTRPC().logs.find.queryOptions({ ...place, requestId }))
  if (request.data) return <RequestDetail place={place} timeZone={timeZone} view={request.data} />
  if (request.error) return <RequestFailed error={request.error} onRetry={() => void request.refetch()} />
  return <Skeleton lines={12} />
}
