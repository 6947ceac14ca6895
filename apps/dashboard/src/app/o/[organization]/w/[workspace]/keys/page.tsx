import type { Metadata } from 'next'
import { KeysPage } from '@/features/keys/keys-page.tsx'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Keys' }

export default async function Page({ params }: { params: WorkspaceParams }) {
  const { organization, workspace } = await requireWorkspace(params, 'keys:read')
  const place = { organization: organization.slug, workspace: workspace.slug }
  await prefetch(trpc.keys.list.queryOptions(place))
  return (
    <Hydrate>
      <KeysPage place={place} />
    </Hydrate>
  )
}
