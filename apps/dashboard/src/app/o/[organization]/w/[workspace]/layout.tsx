import { can } from '@turnpike/identity/core/permissions'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { AppShell } from '@/features/shell/app-shell.tsx'
import { SpendableBanner } from '@/features/spendable/spendable-banner.tsx'
import { peekWorkspace, requireViewer, requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'

type LayoutProps = { params: WorkspaceParams; children: ReactNode }

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const access = await peekWorkspace(params)
  if (!access) return { title: 'Not found' }
  const place = `${access.workspace.name} · ${access.organization.name}`
  // Home has the layout's own segment, which a template does not reach.
  return { title: { template: `%s · ${place}`, absolute: `Home · ${place}` } }
}

export default async function WorkspaceLayout({ params, children }: LayoutProps) {
  const [viewer, access] = await Promise.all([requireViewer(), requireWorkspace(params)])
  const { organization, workspace } = access
  const place = { organization: organization.slug, workspace: workspace.slug }
  const isTest = workspace.mode === 'test'
  return (
    <AppShell
      viewer={viewer}
      access={access}
      place={place}
      isTestWorkspace={isTest}
      banner={isTest ? null : <SpendableBanner place={place} mayBuy={can(access.role, 'credits:buy')} />}
    >
      {children}
    </AppShell>
  )
}
