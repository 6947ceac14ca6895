import { notFound, redirect } from 'next/navigation'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { findLastWorkspace } from '@/server/find-last-workspace.ts'
import { requireViewer } from '@/server/require-access.ts'

/** Short addresses that lead into the organization and workspace visited last. */
const SHORTCUTS = new Map<string, (organization: string, workspace: string) => string>([
  ['home', workspaceAddress],
  ['keys', (organization, workspace) => `${workspaceAddress(organization, workspace)}/keys`],
  ['logs', (organization, workspace) => `${workspaceAddress(organization, workspace)}/logs`],
  ['analytics', (organization, workspace) => `${workspaceAddress(organization, workspace)}/analytics`],
  ['credits', (organization) => `/o/${organization}/billing`],
])

export default async function ShortcutPage({ params }: { params: Promise<{ shortcut: string }> }) {
  const toAddress = SHORTCUTS.get((await params).shortcut)
  if (!toAddress) notFound()
  const viewer = await requireViewer()
  const place = await findLastWorkspace(viewer.userId)
  if (!place) notFound()
  redirect(toAddress(place.organization, place.workspace))
}
