import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AppShell } from '@/features/shell/app-shell.tsx'
import { requireViewer, requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'

type LayoutProps = { params: WorkspaceParams; children: ReactNode }

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const { organization, workspace } = await requireWorkspace(params)
  return { title: { template: `%s · ${workspace.name} · ${organization.name}`, default: workspace.name } }
}

export default async function WorkspaceLayout({ params, children }: LayoutProps) {
  const [viewer, access] = await Promise.all([requireViewer(), requireWorkspace(params)])
  const { organization, workspace } = access
  return (
    <AppShell
      viewer={viewer}
      access={access}
      place={{ organization: organization.slug, workspace: workspace.slug }}
      isTestWorkspace={workspace.mode === 'test'}
    >
      {children}
    </AppShell>
  )
}
