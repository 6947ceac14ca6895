import { HomePage } from '@/features/home/home-page.tsx'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

export default async function Page({ params }: { params: WorkspaceParams }) {
  const { organization, workspace } = await requireWorkspace(params, 'spendable:read')
  const place = { organization: organization.slug, workspace: workspace.slug }
  await prefetch(trpc.workspace.getConnection.queryOptions(place))
  return (
    <Hydrate>
      <HomePage place={place} title={workspace.name} />
    </Hydrate>
  )
}
