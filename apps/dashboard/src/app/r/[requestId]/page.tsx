import { findGeneration } from '@turnpike/activity/store/find-generation'
import { can } from '@turnpike/identity/core/permissions'
import { listAccessibleOrganizations } from '@turnpike/identity/store/access-store'
import { notFound, redirect } from 'next/navigation'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { deps } from '@/server/deps.ts'
import { requireViewer } from '@/server/require-access.ts'

/** `/r/:requestId` finds a request in any workspace that the viewer may see; errors of the API print the id. */
export default async function RequestShortcutPage({ params }: { params: Promise<{ requestId: string }> }) {
  const [{ requestId }, viewer] = await Promise.all([params, requireViewer()])
  const { database } = deps()
  const places = await listAccessibleOrganizations(database, viewer.userId)
  for (const { organization, role, workspaces } of places) {
    if (!can(role, 'usage:read-own')) continue
    const request = await findGeneration(database, organization.id, requestId)
    const workspace = workspaces.find(({ id }) => id === request?.workspaceId)
    const isVisible = can(role, 'usage:read-all') || request?.userId === viewer.userId
    if (workspace && isVisible) redirect(`${workspaceAddress(organization.slug, workspace.slug)}/logs/${requestId}`)
  }
  notFound()
}
