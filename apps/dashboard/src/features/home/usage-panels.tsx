'use client'
/** What the range burned and whether anything fails. */
import { Delta } from '@turnpike/ui/figures/delta'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { Count, Duration, Percent } from '@turnpike/ui/figures/quantity'
import { Sparkline } from '@turnpike/ui/figures/sparkline'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { sharesOfLargest } from '@turnpike/ui/format/share'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Skeleton } from '@turnpike/ui/layout/panel'
import { FigureLink } from '@/components/figure-link.tsx'
import { previousText } from '@/components/previous-text.ts'
import { QueryPanel } from '@/components/query-panel.tsx'
import type { ActivityUrl } from '@/components/use-activity-url.ts'
import { useViewer } from '@/components/viewer-context.tsx'
import { okShareOf } from '@/features/analytics/usage-rates.ts'
import type { HomeLinks } from './home-links.ts'
import type { HomeUsage, HomeUsageQuery, LatencyQuery } from './use-home-usage.ts'

type UsagePanelProps = { query: HomeUsageQuery; activity: ActivityUrl; links: HomeLinks }

const DAY_MS = 86_400_000n
const skeleton = <Skeleton lines={3} />

export function SpendPanel({ query, activity, links }: UsagePanelProps) {
  return (
    <QueryPanel
      name="spend"
      title={`Spend, ${rangeText(activity)}`}
      query={query}
      skeleton={skeleton}
      isEmpty={isQuiet}
      empty={query.data ? <Quiet usage={query.data} activity={activity} /> : null}
    >
      {({ totals, previousTotals, spendOverTime, rangeMs }) => {
        const perDay = (totals.costNanoUsd * DAY_MS) / BigInt(rangeMs)
        return (
          <>
            <p className="flex flex-wrap items-baseline gap-x-3">
              <FigureLink href={links.analytics} label="Spend" className="text-figure">
                <Money amount={totals.costNanoUsd} kind="total" metric="spend" />
              </FigureLink>
              <Delta
                of="money"
                current={totals.costNanoUsd}
                previous={previousTotals.costNanoUsd}
                base={previousText(activity.range.preset)}
              />
            </p>
            <div className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-1">
              <Sparkline
                heights={sharesOfLargest(spendOverTime)}
                label={`Spend over time: ${spendOverTime.map((amount) => formatMoney(amount, 'total')).join(', ')}`}
                className="max-w-72 flex-1"
              />
              {BigInt(rangeMs) > DAY_MS ? (
                <p className="text-ink-2">
                  (<Money amount={perDay} kind="total" metric="spend-per-day" /> a day)
                </p>
              ) : null}
            </div>
          </>
        )
      }}
    </QueryPanel>
  )
}

type RequestsPanelProps = UsagePanelProps & { latency: LatencyQuery }

export function RequestsPanel({ query, activity, links, latency }: RequestsPanelProps) {
  return (
    <QueryPanel
      name="requests"
      title="Requests"
      query={query}
      skeleton={skeleton}
      isEmpty={isQuiet}
      empty={query.data ? <Quiet usage={query.data} activity={activity} /> : null}
    >
      {({ totals }) => (
        <>
          <p className="flex flex-wrap items-baseline gap-x-4">
            <FigureLink href={links.logs()} label="Requests" className="text-figure">
              <Count count={totals.requests} metric="requests" />
            </FigureLink>
            <OkShare share={okShareOf(totals)} href={links.logs({ status: ['failed'] })} />
            <FigureLink href={links.logs({ status: ['refused'] })} label="Requests:">
              <Count count={totals.refused} metric="refused" /> refused
            </FigureLink>
          </p>
          <LatencyLine latency={latency} href={links.logs()} />
        </>
      )}
    </QueryPanel>
  )
}

function OkShare({ share, href }: { share: number | null; href: string | null }) {
  if (share === null) return null
  return (
    <FigureLink href={href} label="Failed requests:">
      <Percent share={share} metric="ok-share" /> ok
    </FigureLink>
  )
}

function LatencyLine({ latency, href }: { latency: LatencyQuery; href: string | null }) {
  if (latency.isError)
    return (
      <p className="mt-2 text-ink-2">
        Durations could not be loaded.{' '}
        <button type="button" onClick={() => void latency.refetch()} className="min-h-6 text-link underline">
          Try again
        </button>
      </p>
    )
  if (!latency.data) return <Skeleton lines={1} className="mt-2 w-48" />
  const { p50Ms, p95Ms } = latency.data.current
  if (p50Ms === null || p95Ms === null) return <p className="mt-2 text-ink-2">No request ran.</p>
  return (
    <p className="mt-2 text-ink-2">
      <FigureLink href={href} label="Durations:">
        p50 <Duration durationMs={p50Ms} metric="p50" /> · p95 <Duration durationMs={p95Ms} metric="p95" />
      </FigureLink>
    </p>
  )
}

const isQuiet = ({ totals }: HomeUsage): boolean => totals.requests === 0n

/** Nothing in the range; says when there was something. */
function Quiet({ usage: { lastRequestAtMs }, activity }: { usage: HomeUsage; activity: ActivityUrl }) {
  const { timeZone } = useViewer()
  if (lastRequestAtMs === null)
    return <EmptyState title="No requests yet">Figures stand here from the first request on.</EmptyState>
  return (
    <EmptyState
      title={`No requests in ${rangeText(activity)}`}
      action={
        <button
          type="button"
          onClick={() => activity.setPreset('30d')}
          className="min-h-6 text-link underline underline-offset-2"
        >
          Widen to 30 days
        </button>
      }
    >
      Last one <Instant atMs={lastRequestAtMs} timeZone={timeZone} shown="exact" />.
    </EmptyState>
  )
}

/** "7 days" in a title. */
export function rangeText({ range: { preset } }: ActivityUrl): string {
  if (preset === null) return 'chosen range'
  if (preset === 'mtd') return 'this month'
  if (preset === 'prev-month') return 'last month'
  const [, count = '', unit] = /^(\d+)([hd])$/.exec(preset) ?? []
  const word = unit === 'h' ? 'hour' : 'day'
  return `${count} ${word}${count === '1' ? '' : 's'}`
}
