import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { AppShell } from '@/features/shell/app-shell.tsx'
import { findLastWorkspace } from '@/server/find-last-workspace.ts'
import {
  type OrganizationParams,
  peekOrganization,
  requireOrganization,
  requireViewer,
} from '@/server/require-access.ts'

type LayoutProps = { params: OrganizationParams; children: ReactNode }

export async function generateMetadata({ params }: LayoutProps): Promise<Metadata> {
  const access = await peekOrganization(params)
  if (!access) return { title: 'Not found' }
  const { organization } = access
  return { title: { template: `%s · ${organization.name}`, absolute: organization.name } }
}

/** Pages of the organization itself; the navigation still leads to the workspace visited last. */
export default async function OrganizationLayout({ params, children }: LayoutProps) {
  const [viewer, access] = await Promise.all([requireViewer(), requireOrganization(params)])
  const place = await findLastWorkspace(viewer.userId, access.organization.slug)
  if (!place) notFound()
  return (
    <AppShell viewer={viewer} access={access} place={place}>
      {children}
    </AppShell>
  )
}
