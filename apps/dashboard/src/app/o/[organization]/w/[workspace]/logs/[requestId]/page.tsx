import { formatShortId } from '@turnpike/ui/format/quantity-text'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RequestPage } from '@/features/logs/request-page.tsx'
import { deps } from '@/server/deps.ts'
import { findVisibleRequest } from '@/server/logs/visible-requests.ts'
import { requireWorkspace } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

type PageProps = { params: Promise<{ organization: string; workspace: string; requestId: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Request ${formatShortId((await params).requestId)}` }
}

export default async function Page({ params }: PageProps) {
  const access = await requireWorkspace(params, 'usage:read-own')
  const { requestId } = await params
  if (!(await findVisibleRequest(deps().database, access, requestId))) notFound()
  const place = { organization: access.organization.slug, workspace: access.workspace.slug }
  await prefetch(trpc.logs.find.queryOptions({ ...place, requestId }))
  return (
    <Hydrate>
      <RequestPage place={place} requestId={requestId} />
    </Hydrate>
  )
}
