import { notFound, redirect } from 'next/navigation'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { findLastWorkspace } from '@/server/find-last-workspace.ts'
import { type OrganizationParams, requireOrganization } from '@/server/require-access.ts'

/** `/o/:org` leads to the workspace visited last. */
export default async function OrganizationPage({ params }: { params: OrganizationParams }) {
  const { organization, userId } = await requireOrganization(params)
  const place = await findLastWorkspace(userId, organization.slug)
  if (!place) notFound()
  redirect(workspaceAddress(place.organization, place.workspace))
}
