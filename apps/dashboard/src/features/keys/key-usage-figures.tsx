import type { KeyUsage } from '@turnpike/activity/store/key-usage'
import { Money } from '@turnpike/ui/figures/money'
import { Count } from '@turnpike/ui/figures/quantity'
import { FreshnessLine } from '@turnpike/ui/layout/freshness-line'
import Link from 'next/link'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'

const PERIODS = [
  { id: 'day', label: 'Today', metric: 'key-spend-day' },
  { id: 'week', label: 'This week', metric: 'key-spend-week' },
  { id: 'month', label: 'This month', metric: 'key-spend-month' },
  { id: 'total', label: 'Total', metric: 'key-spend-total' },
] as const

type KeyUsageFiguresProps = { place: Place; keyId: string; usage: KeyUsage; atMs: number }

/** What the key has cost in the periods that limits count in, which are those of UTC. */
export function KeyUsageFigures({ place, keyId, usage, atMs }: KeyUsageFiguresProps) {
  const base = workspaceAddress(place.organization, place.workspace)
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-2 gap-4 md:grid-cols-5">
        {PERIODS.map(({ id, label, metric }) => (
          <div key={id}>
            <dt className="text-ink-3 text-meta">{label}</dt>
            <dd className="text-figure">
              <Money amount={usage[id]} kind="total" metric={metric} />
            </dd>
          </div>
        ))}
        <div>
          <dt className="text-ink-3 text-meta">Requests</dt>
          <dd className="text-figure">
            <Count count={usage.requests} metric="key-requests" />
          </dd>
        </div>
      </dl>
      <p className="flex flex-wrap gap-x-4 gap-y-1">
        <Link className="text-link underline" href={`${base}/logs?key=${keyId}&range=30d`}>
          Requests of this key
        </Link>
        <Link className="text-link underline" href={`${base}/analytics?key=${keyId}`}>
          Spend over time
        </Link>
        <span className="text-ink-3 text-meta">Days, weeks and months are UTC.</span>
      </p>
      <FreshnessLine completeToMs={atMs} />
    </div>
  )
}
