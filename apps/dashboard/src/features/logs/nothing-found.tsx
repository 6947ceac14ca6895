'use client'
import { useQuery } from '@tanstack/react-query'
import { Button } from '@turnpike/ui/controls/button'
import { formatCount } from '@turnpike/ui/format/quantity-text'
import { EmptyState } from '@turnpike/ui/layout/empty-state'
import Link from 'next/link'
import { countFilters } from '@/components/activity-address.ts'
import type { ActivityUrl } from '@/components/use-activity-url.ts'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import type { Place } from '@/features/shell/workspace-switcher.tsx'
import { useTRPC } from '@/trpc/client.tsx'

/** Why there is nothing: no filter matches, nothing in this range, or nothing yet. Each with the way out. */
export function NothingFound({ place, activity }: { place: Place; activity: ActivityUrl }) {
  const isFiltered = countFilters(activity.address) > 0
  return isFiltered ? (
    <NothingMatches place={place} activity={activity} />
  ) : (
    <NothingYet place={place} activity={activity} />
  )
}

function NothingMatches({ place, activity }: { place: Place; activity: ActivityUrl }) {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.logs.explainNothingFound.queryOptions({ ...place, ...activity.query }))
  return (
    <EmptyState
      title="No requests match"
      action={
        <div className="flex flex-wrap gap-2">
          <Button size="small" onClick={activity.clearFilters}>
            Clear filters
          </Button>
          <Widen activity={activity} />
        </div>
      }
    >
      {data === undefined ? 'The filters select none of the requests in this range.' : explain(data)}
    </EmptyState>
  )
}

type Explanation = { inRange: number; filter: { name: string; requests: number } | null }

function explain({ inRange, filter }: Explanation): string {
  if (inRange === 0) return 'There is no request in this range, with or without filters.'
  if (filter === null)
    return `No single filter excludes the ${formatCount(inRange)} requests of this range: all of them do together.`
  const name = filter.name === 'q' ? 'text' : filter.name
  const requests = `${formatCount(filter.requests)} ${filter.requests === 1 ? 'request' : 'requests'}`
  return `The filter “${name}” excludes most: without it there ${filter.requests === 1 ? 'is' : 'are'} ${requests}.`
}

function NothingYet({ place, activity }: { place: Place; activity: ActivityUrl }) {
  return (
    <EmptyState
      title="No requests in this range"
      action={
        <div className="flex flex-wrap items-center gap-3">
          <Widen activity={activity} />
          <Link
            className="text-link underline"
            href={`${workspaceAddress(place.organization, place.workspace)}/welcome`}
          >
            Make a first request
          </Link>
        </div>
      }
    >
      Every request of this workspace is listed here as soon as it has ended, refused ones too.
    </EmptyState>
  )
}

function Widen({ activity }: { activity: ActivityUrl }) {
  if (activity.range.preset === '30d' || activity.range.preset === '90d') return null
  return (
    <Button size="small" onClick={() => activity.setPreset('30d')}>
      Widen to 30 days
    </Button>
  )
}
