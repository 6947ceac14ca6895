'use client'
import { type Bar, Bars } from '@turnpike/ui/figures/bars'
import { Money } from '@turnpike/ui/figures/money'
import { Percent } from '@turnpike/ui/figures/quantity'
import { shareOf } from '@turnpike/ui/format/share'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import { Skeleton } from '@turnpike/ui/layout/panel'
import Link from 'next/link'
import { QueryPanel } from '@/components/query-panel.tsx'
import type { HomeLinks } from './home-links.ts'
import type { TopGroups } from './top-groups.ts'
import type { HomeUsage, HomeUsageQuery } from './use-home-usage.ts'

type TopGroupsPanelProps = {
  by: 'model' | 'key'
  query: HomeUsageQuery
  groupsOf: (usage: HomeUsage) => TopGroups | null
  links: HomeLinks
}

/** Where the money went: the five largest and the rest, which together are the spend exactly. */
export function TopGroupsPanel({ by, query, groupsOf, links }: TopGroupsPanelProps) {
  return (
    <QueryPanel
      name={`by-${by}`}
      title={`By ${by} (spend)`}
      query={query}
      skeleton={<Skeleton lines={6} />}
      isEmpty={(usage) => groupsOf(usage)?.rows.length === 0}
      empty={<EmptyState title={`No ${by} has cost anything in this range`} />}
    >
      {(usage) => <Bars label={`Spend by ${by}`} bars={toBars(groupsOf(usage), usage.totals.costNanoUsd, by, links)} />}
    </QueryPanel>
  )
}

function toBars(groups: TopGroups | null, total: bigint, by: 'model' | 'key', links: HomeLinks): Bar[] {
  if (!groups) return []
  const shown = groups.rows.map(({ group }) => group)
  const rows = groups.rows.map(({ group, name, amount }) => ({ id: group, name, amount, values: [group] }))
  const other = groups.other
    ? [{ id: 'other', name: 'Other', amount: groups.other, values: shown.map((group) => `!${group}`) }]
    : []
  return [...rows, ...other].map(({ id, name, amount, values }) => ({
    id,
    label: <GroupLink name={name} href={links.logs({ [by]: values })} />,
    share: shareOf(amount, total),
    ...(id === 'other' ? { series: 'other' as const } : {}),
    value: (
      <>
        <Money amount={amount} kind="total" metric={`spend-by-${by}`} />{' '}
        <Percent share={shareOf(amount, total)} className="inline-block min-w-14 text-right text-ink-2" />
      </>
    ),
  }))
}

const GroupLink = ({ name, href }: { name: string; href: string | null }) =>
  href === null ? (
    name
  ) : (
    <Link href={href} className="text-link hover:underline">
      {name}
    </Link>
  )
