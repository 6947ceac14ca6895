'use client'
import { Money } from '@turnpike/ui/figures/money'
import { Count } from '@turnpike/ui/figures/quantity'
import { FreshnessLine } from '@turnpike/ui/layout/freshness-line'
import { Skeleton } from '@turnpike/ui/layout/panel'
import type { ReactNode } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useBalance, useRefreshWithBalance } from './use-balance.ts'

/** What is there, what is held, and how long it lasts. */
export function BalancePanel({ organization, className = '' }: { organization: string; className?: string }) {
  const query = useBalance(organization)
  useRefreshWithBalance(organization)
  return (
    <QueryPanel
      name="balance"
      title="Balance"
      query={query}
      className={className}
      skeleton={<Skeleton lines={4} />}
      footer={({ completeToMs }) => <FreshnessLine completeToMs={completeToMs} />}
    >
      {({ available, held, posted, disputed, requestsInFlight, runway }) => (
        <>
          <dl className="flex flex-wrap gap-x-10 gap-y-4">
            <Figure label="Available">
              <Money amount={available} kind="balance" metric="available" />
            </Figure>
            <Figure
              label={
                <>
                  Held (<Count count={requestsInFlight} metric="requests-in-flight" />{' '}
                  {requestsInFlight === 1 ? 'request' : 'requests'} in flight)
                </>
              }
            >
              <Money amount={held} kind="balance" metric="held" />
            </Figure>
            <Figure label="Posted">
              <Money amount={posted} kind="balance" metric="posted" />
            </Figure>
            {disputed > 0n ? (
              <Figure label="Disputed">
                <Money amount={disputed} kind="balance" metric="disputed" />
              </Figure>
            ) : null}
          </dl>
          {runway ? (
            <p className="mt-3 text-ink-2">
              <data value={runway.days.toString()} data-metric="runway">
                {daysText(runway.days)}
              </data>{' '}
              at <Money amount={runway.perDay} kind="total" metric="pace" /> a day
            </p>
          ) : null}
        </>
      )}
    </QueryPanel>
  )
}

function Figure({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-2">{label}</dt>
      <dd className="text-figure">{children}</dd>
    </div>
  )
}

function daysText(days: bigint): string {
  if (days === 0n) return 'Less than a day'
  return days === 1n ? '≈ 1 day' : `≈ ${days.toLocaleString('en-US')} days`
}
