import type { Metadata } from 'next'
import type { SearchParameters } from '@/components/activity-address.ts'
import { AnalyticsPage } from '@/features/analytics/analytics-page.tsx'
import { getNowMs } from '@/server/read-request-facts.ts'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { prefetchAnalytics } from '@/server/usage/prefetch-analytics.ts'
import { Hydrate } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Analytics' }

type PageProps = { params: WorkspaceParams; searchParams: Promise<SearchParameters> }

export default async function Page({ params, searchParams }: PageProps) {
  const { organization, workspace, role } = await requireWorkspace(params, 'usage:read-totals')
  const place = { organization: organization.slug, workspace: workspace.slug }
  await prefetchAnalytics(place, role, await searchParams)
  return (
    <Hydrate>
      <AnalyticsPage place={place} role={role} nowMs={getNowMs()} />
    </Hydrate>
  )
}
