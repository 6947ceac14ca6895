/** Where figures of Analytics lead: to the requests they sum, in the same words of range and filters. */
import type { FilterName } from '@turnpike/activity/core/activity-filters'
import type { GroupName } from '@turnpike/activity/core/to-usage-report'
import { isoInstant } from '@turnpike/ui/format/time-text'
import { type ActivityAddress, toActivitySearch } from '@/components/activity-address.ts'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'
import { type ReportGroup, USAGE_PRESET } from './report-address.ts'

/** `workspace: null` is the report over all workspaces. */
export type AnalyticsPlace = { organization: string; workspace: string | null }

export type LinkQuestion = {
  place: AnalyticsPlace
  address: ActivityAddress
  group: ReportGroup
  /** Null for whom requests are not shown. */
  maySeeRequests: boolean
  /** Slugs of workspaces by their ids. */
  names: Readonly<Record<string, { slug?: string | undefined }>>
}

/** One bucket instead of the whole range. */
export type Bucket = { startMs: number; endMs: number }

const FILTER_OF_GROUP: Record<Exclude<ReportGroup, 'workspace'>, FilterName> = {
  model: 'model',
  provider: 'provider',
  key: 'key',
  outcome: 'status',
}

/** The requests of a group (or of all, for `undefined`) in the range or a bucket of it; null where nothing can be shown. */
export function toRowsLink(question: LinkQuestion, group?: GroupName, bucket?: Bucket): string | null {
  const { place, address, maySeeRequests } = question
  const words = { ...address, ...rangeWords(address, bucket) }
  if (question.group === 'workspace') return toWorkspaceLink(question, words, group)
  if (place.workspace === null) return toOrganizationLink(question, words, group)
  if (!maySeeRequests || group === null || group === '') return null
  const filters = group === undefined ? {} : { [FILTER_OF_GROUP[question.group]]: [group] }
  return `${workspaceAddress(place.organization, place.workspace)}/logs${toActivitySearch({ ...words, ...filters })}`
}

function rangeWords({ range, from, to }: ActivityAddress, bucket: Bucket | undefined) {
  if (bucket) return { range: null, from: isoInstant(bucket.startMs), to: isoInstant(bucket.endMs) }
  return from || to ? { range: null, from, to } : { range: range ?? USAGE_PRESET, from: null, to: null }
}

/** A workspace's own report. */
function toWorkspaceLink({ place, names }: LinkQuestion, words: ActivityAddress, group?: GroupName): string | null {
  const slug = typeof group === 'string' ? names[group]?.slug : undefined
  return slug === undefined
    ? null
    : `${workspaceAddress(place.organization, slug)}/analytics${toActivitySearch(withoutKeys(words))}`
}

/** Over all workspaces there are no logs: a group opens by workspace. */
function toOrganizationLink({ place, group: by }: LinkQuestion, words: ActivityAddress, group?: GroupName) {
  if (by === 'workspace' || typeof group !== 'string' || group === '') return null
  const search = toActivitySearch({ ...words, [FILTER_OF_GROUP[by]]: [group] })
  return `/o/${place.organization}/analytics${search}&group=workspace`
}

/** Keys are of one workspace and mean nothing in another. */
const withoutKeys = (words: ActivityAddress): ActivityAddress => ({ ...words, key: [] })
