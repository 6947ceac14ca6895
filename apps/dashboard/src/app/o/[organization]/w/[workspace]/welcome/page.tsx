import { can } from '@turnpike/identity/core/permissions'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { WelcomePage } from '@/features/welcome/welcome-page.tsx'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Welcome' }

/** Whoever may not make keys has no first call to make, and goes Home. */
export default async function Page({ params }: { params: WorkspaceParams }) {
  const { organization, workspace, role } = await requireWorkspace(params)
  const place = { organization: organization.slug, workspace: workspace.slug }
  if (!can(role, 'keys:create')) redirect(workspaceAddress(place.organization, place.workspace))
  await prefetch(trpc.welcome.get.queryOptions(place))
  return (
    <Hydrate>
      <WelcomePage place={place} canBuy={can(role, 'credits:buy')} />
    </Hydrate>
  )
}
