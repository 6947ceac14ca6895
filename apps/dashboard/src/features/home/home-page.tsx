'use client'
import type { Role } from '@turnpike/identity/core/permissions'
import { can } from '@turnpike/identity/core/permissions'
import { FreshnessLine } from '@turnpike/ui/layout/freshness-line'
import { RangePicker } from '@/components/range-picker.tsx'
import { useActivityUrl } from '@/components/use-activity-url.ts'
import { useRefreshOnReturn } from '@/components/use-refresh-on-return.ts'
import { USAGE_PRESET } from '@/features/analytics/report-address.ts'
import { usageReach } from '@/features/analytics/usage-reach.ts'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { ChecklistPanel, useChecklist } from './checklist-panel.tsx'
import { toHomeLinks } from './home-links.ts'
import { NeedsPanel } from './needs-panel.tsx'
import { SpendablePanel } from './spendable-panel.tsx'
import { TopGroupsPanel } from './top-groups-panel.tsx'
import { RequestsPanel, SpendPanel } from './usage-panels.tsx'
import { useHomeLatency, useHomeUsage } from './use-home-usage.ts'

export type HomePageProps = {
  place: Place
  title: string
  role: Role
  /** The server's clock when it rendered the page. */
  nowMs: number
  hasPutStepsAway: boolean
}

/** Ten-second health check of a workspace. */
export function HomePage({ place, title, role, nowMs, hasPutStepsAway }: HomePageProps) {
  const activity = useActivityUrl({ preset: USAGE_PRESET, nowMs })
  useRefreshOnReturn(activity.refresh)
  const usage = useHomeUsage(place, activity.query)
  const latency = useHomeLatency(place, activity.query)
  const base = workspaceAddress(place.organization, place.workspace)
  const links = toHomeLinks(base, activity.address, can(role, 'usage:read-own'))
  const reach = usageReach(role)
  // Without a request ever, what leads to the first one stands where the figures will.
  const isNew = useChecklist(place).data?.hasCall === false
  const checklist = <ChecklistPanel place={place} isPutAway={hasPutStepsAway} />
  return (
    <>
      <PageHeader title={title}>
        <RangePicker activity={activity} />
      </PageHeader>
      {reach === 'own' ? <p className="-mt-3 mb-4 text-ink-2">Your requests: what your own keys used.</p> : null}
      {usage.data?.notices.map((notice) => (
        <p key={notice} role="status" className="mb-3 text-caution">
          ▲ {notice}
        </p>
      ))}
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2">
        {isNew ? checklist : null}
        <SpendablePanel
          place={place}
          canSeeBalance={can(role, 'balance:read')}
          className={isNew ? '' : 'md:row-span-2'}
        />
        {isNew ? null : (
          <>
            <SpendPanel query={usage} activity={activity} links={links} />
            <RequestsPanel query={usage} activity={activity} links={links} latency={latency} />
          </>
        )}
        <NeedsPanel place={place} className={isNew ? '' : 'md:col-span-2'} />
        {isNew ? null : <TopGroupsPanel by="model" query={usage} groupsOf={({ models }) => models} links={links} />}
        {isNew || reach === 'totals' ? null : (
          <TopGroupsPanel by="key" query={usage} groupsOf={({ keys }) => keys} links={links} />
        )}
        {isNew ? null : checklist}
      </div>
      {usage.data && !isNew ? (
        <footer className="mt-4">
          <FreshnessLine completeToMs={usage.data.completeToMs} />
        </footer>
      ) : null}
    </>
  )
}
