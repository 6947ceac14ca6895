import type { Metadata } from 'next'
import { parseActivityAddress, type SearchParameters, toActivityQuery } from '@/components/activity-address.ts'
import { firstPage, nextCursor } from '@/features/logs/first-page.ts'
import { LogsPage } from '@/features/logs/logs-page.tsx'
import { LOGS_PRESET } from '@/features/logs/logs-preset.ts'
import { seesAllRequests } from '@/server/logs/visible-requests.ts'
import { getNowMs, getTimeZone } from '@/server/read-request-facts.ts'
import { requireWorkspace, type WorkspaceParams } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Logs' }

type PageProps = { params: WorkspaceParams; searchParams: Promise<SearchParameters> }

export default async function Page({ params, searchParams }: PageProps) {
  const access = await requireWorkspace(params, 'usage:read-own')
  const place = { organization: access.organization.slug, workspace: access.workspace.slug }
  const nowMs = getNowMs()
  const timeZone = await getTimeZone()
  const query = toActivityQuery(parseActivityAddress(await searchParams), { preset: LOGS_PRESET, timeZone, nowMs })
  await prefetch(
    trpc.logs.list.infiniteQueryOptions(firstPage(place, query), { getNextPageParam: nextCursor }),
    trpc.logs.sum.queryOptions({ ...place, ...query }),
    trpc.logs.histogram.queryOptions({ ...place, ...query }),
  )
  return (
    <Hydrate>
      <LogsPage place={place} nowMs={nowMs} seesAll={seesAllRequests(access)} />
    </Hydrate>
  )
}
