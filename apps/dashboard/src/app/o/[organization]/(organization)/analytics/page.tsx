import type { Metadata } from 'next'
import type { SearchParameters } from '@/components/activity-address.ts'
import { AnalyticsPage } from '@/features/analytics/analytics-page.tsx'
import { getNowMs } from '@/server/read-request-facts.ts'
import { type OrganizationParams, requireOrganization } from '@/server/require-access.ts'
import { prefetchAnalytics } from '@/server/usage/prefetch-analytics.ts'
import { Hydrate } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Analytics' }

type PageProps = { params: OrganizationParams; searchParams: Promise<SearchParameters> }

export default async function Page({ params, searchParams }: PageProps) {
  const { organization, role } = await requireOrganization(params, 'usage:read-totals')
  const place = { organization: organization.slug, workspace: null }
  await prefetchAnalytics(place, role, await searchParams)
  return (
    <Hydrate>
      <AnalyticsPage place={place} role={role} nowMs={getNowMs()} />
    </Hydrate>
  )
}
