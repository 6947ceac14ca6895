import { can } from '@turnpike/identity/core/permissions'
import { cookies } from 'next/headers'
import { parseActivityAddress, type SearchParameters, toActivityQuery } from '@/components/activity-address.ts'
import { USAGE_PRESET } from '@/features/analytics/report-address.ts'
import { CHECKLIST_COOKIE } from '@/features/home/checklist-cookie.ts'
import { HomePage } from '@/features/home/home-page.tsx'
import { homeQuery } from '@/features/home/home-query.ts'
import { getNowMs, getTimeZone } from '@/server/read-request-facts.ts'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

type PageProps = { params: WorkspaceParams; searchParams: Promise<SearchParameters> }

export default async function Page({ params, searchParams }: PageProps) {
  const { organization, workspace, role } = await requireWorkspace(params, 'spendable:read')
  const place = { organization: organization.slug, workspace: workspace.slug }
  const nowMs = getNowMs()
  const defaults = { preset: USAGE_PRESET, timeZone: await getTimeZone(), nowMs }
  const query = homeQuery(toActivityQuery(parseActivityAddress(await searchParams), defaults))
  // Percentiles take longer: they follow the page.
  void prefetch(trpc.analytics.getLatency.queryOptions({ ...place, ...query, isCompared: false }))
  await prefetch(
    trpc.home.getUsage.queryOptions({ ...place, ...query }),
    trpc.home.getChecklist.queryOptions(place),
    trpc.home.listNeeds.queryOptions(place),
    trpc.billing.getSpendable.queryOptions(place),
    ...(can(role, 'balance:read') ? [trpc.billing.getBalance.queryOptions({ organization: organization.slug })] : []),
  )
  return (
    <Hydrate>
      <HomePage
        place={place}
        title={workspace.name}
        role={role}
        nowMs={nowMs}
        hasPutStepsAway={(await cookies()).has(CHECKLIST_COOKIE)}
      />
    </Hydrate>
  )
}
