'use client'
import { useQuery } from '@tanstack/react-query'
import { Instant } from '@turnpike/ui/figures/instant'
import { Money } from '@turnpike/ui/figures/money'
import { formatResetInstant } from '@turnpike/ui/format/time-text'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Skeleton } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { QueryPanel } from '@/components/query-panel.tsx'
import { useViewer } from '@/components/viewer-context.tsx'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { LIMIT_NAMES } from '@/features/spendable/limit-name.ts'
import { useTRPC } from '@/trpc/client.tsx'
import type { BudgetFacts, Need } from './to-needs.ts'

const PERIOD_TEXT: Record<BudgetFacts['period'], string> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  lifetime: 'in total',
}

/** Only what is true now and can be acted on, the most urgent first. */
export function NeedsPanel({ place, className = '' }: { place: Place; className?: string }) {
  const query = useQuery(useTRPC().home.listNeeds.queryOptions(place))
  return (
    <QueryPanel
      name="needs"
      title="Needs you"
      query={query}
      className={className}
      skeleton={<Skeleton lines={2} />}
      isEmpty={({ needs }) => needs.length === 0}
      empty={<EmptyState title="Nothing needs you now" />}
    >
      {({ needs, nowMs, mayBuy }) => (
        <ul className="flex flex-col">
          {needs.map((need) => (
            <li
              key={need.id}
              data-need={need.kind}
              className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-line border-b py-2 last:border-b-0"
            >
              <span>
                <span aria-hidden="true" className={need.harmAtMs <= nowMs ? 'text-danger' : 'text-caution'}>
                  {need.harmAtMs <= nowMs ? '⊘ ' : '▲ '}
                </span>
                <NeedText need={need} nowMs={nowMs} />
              </span>
              <NeedLink need={need} place={place} mayBuy={mayBuy} />
            </li>
          ))}
        </ul>
      )}
    </QueryPanel>
  )
}

function NeedText({ need, nowMs }: { need: Need; nowMs: number }): ReactNode {
  const { timeZone } = useViewer()
  switch (need.kind) {
    case 'credit-used-up':
      return 'Credits are used up: only free models answer'
    case 'credit-runs-out':
      return (
        <>
          Credits last {need.days === 0n ? 'less than a day' : `≈ ${need.days} ${need.days === 1n ? 'day' : 'days'}`} at
          this pace: <Money amount={need.available} kind="balance" /> left
        </>
      )
    case 'budget-used-up':
      return (
        <>
          The {LIMIT_NAMES[need.budget.limitSource]} of <Money amount={need.budget.limit} kind="total" /> is used up
          <Reset budget={need.budget} nowMs={nowMs} />
        </>
      )
    case 'budget-pace':
      return (
        <>
          On pace for <Money amount={need.projected} kind="total" metric="projection" /> of{' '}
          <Money amount={need.budget.limit} kind="total" /> {PERIOD_TEXT[need.budget.period]}
          <span className="text-ink-2"> · {LIMIT_NAMES[need.budget.limitSource]}</span>
        </>
      )
    case 'key-at-limit':
      return (
        <>
          Key {need.name} has reached its limit of <Money amount={need.budget.limit} kind="total" />
          <Reset budget={need.budget} nowMs={nowMs} />
        </>
      )
    case 'key-expires':
      return (
        <>
          Key {need.name} expires <Instant atMs={need.expiresAtMs} timeZone={timeZone} shown="relative" nowMs={nowMs} />
        </>
      )
  }
}

function Reset({ budget: { resetsAtMs }, nowMs }: { budget: BudgetFacts; nowMs: number }) {
  const { timeZone } = useViewer()
  return resetsAtMs === null ? null : (
    <span className="text-ink-2"> · resets {formatResetInstant(resetsAtMs, nowMs, timeZone)}</span>
  )
}

type NeedLinkProps = { need: Need; place: Place; mayBuy: boolean }

function NeedLink({ need, place, mayBuy }: NeedLinkProps) {
  const base = workspaceAddress(place.organization, place.workspace)
  const [href, text] =
    'keyId' in need
      ? [`${base}/keys/${need.keyId}`, 'Key']
      : 'budget' in need
        ? [`${base}/analytics?range=mtd`, 'Spend']
        : [`/o/${place.organization}/billing`, mayBuy ? 'Add credits' : 'Credits']
  return (
    <Link href={href} className="shrink-0 text-link underline-offset-2 hover:underline">
      {text} <span aria-hidden="true">→</span>
    </Link>
  )
}
