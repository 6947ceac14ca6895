import 'server-only'
import type { ResolvedRange } from '@turnpike/activity/core/resolve-range'
import { TIME_BUCKETS } from '@turnpike/activity/core/time-buckets'
import { type GroupSums, sumFigures, type UsageReport } from '@turnpike/activity/core/to-usage-report'
import { USAGE_METRICS, type UsageFigures } from '@turnpike/activity/core/usage-figures'
import { type WhatMoved, whatMoved } from '@turnpike/activity/core/what-moved'
import { queryUsage, sumUsage, sumUsageByGroup } from '@turnpike/activity/store/query-usage'
import { inSnapshot, type Queryable } from '@turnpike/db/database'
import { z } from 'zod'
import { REPORT_GROUPS, type ReportGroup } from '@/features/analytics/report-address.ts'
import { reportGroups, type UsageReach } from '@/features/analytics/usage-reach.ts'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import type { Deps } from '@/server/deps.ts'
import { readCompleteTo } from './read-complete-to.ts'
import { type GroupLabel, readGroupNames } from './read-group-names.ts'
import { readUsageQuestion, type UsageAccess, type UsageQuestion } from './read-usage-question.ts'

export const usageReportInputSchema = activityInputSchema.extend({
  group: z.enum(REPORT_GROUPS),
  metric: z.enum(USAGE_METRICS),
  bucket: z.enum(TIME_BUCKETS).optional(),
  isCompared: z.boolean(),
})
export type UsageReportInput = z.infer<typeof usageReportInputSchema>

export type UsageReportView = Pick<UsageReport, 'bucket' | 'points' | 'series' | 'rows'> & {
  reach: UsageReach
  group: ReportGroup
  groups: ReportGroup[]
  names: Record<string, GroupLabel>
  /** Summed apart from the rows, so that comparing them proves something. */
  totals: UsageFigures
  previousTotals: UsageFigures | null
  moved: (WhatMoved & { group: ReportGroup; names: Record<string, GroupLabel> }) | null
  range: Pick<ResolvedRange, 'fromMs' | 'toMs' | 'timeZone'>
  completeToMs: number
  notices: string[]
}

/** Figures, chart, table and what moved, all of one snapshot: they add up whatever is recorded meanwhile. */
export async function readUsageReport(
  deps: Deps,
  access: UsageAccess,
  input: UsageReportInput,
): Promise<UsageReportView> {
  const nowMs = deps.clock.nowMs()
  const question = readUsageQuestion(access, input, nowMs)
  const { range, filters, timeZone, reach, scope } = question
  const groups = reportGroups(reach, scope.workspaceId === null)
  const group = groups.includes(input.group) ? input.group : 'model'
  // What has one outcome cannot move to another: a change is explained by models then.
  const movedGroup = group === 'outcome' ? 'model' : group
  const [names, movedNames, figures] = await Promise.all([
    readGroupNames(deps, access, group),
    readGroupNames(deps, access, movedGroup),
    inSnapshot(deps.database, async (snapshot) => ({
      report: await queryUsage(snapshot, scope, {
        range,
        previous: null,
        timeZone,
        metric: input.metric,
        group,
        bucket: input.bucket ?? null,
        filters,
      }),
      totals: await sumUsage(snapshot, scope, { range, filters }),
      change: input.isCompared ? await readChange(snapshot, question, movedGroup) : null,
      completeToMs: await readCompleteTo(snapshot, scope.organizationId, { toMs: range.toMs, nowMs }),
    })),
  ])
  const { report, totals, change, completeToMs } = figures
  return {
    reach,
    group,
    groups,
    names,
    bucket: report.bucket,
    points: report.points,
    series: report.series,
    rows: report.rows,
    totals,
    previousTotals: change && sumFigures(change.previous),
    moved: change && { ...whatMoved(change.current, change.previous), group: movedGroup, names: movedNames },
    range: { ...range, timeZone },
    completeToMs,
    notices: question.notices,
  }
}

async function readChange(
  snapshot: Queryable,
  { scope, range, previous, filters }: UsageQuestion,
  group: ReportGroup,
): Promise<{ current: GroupSums[]; previous: GroupSums[] }> {
  return {
    current: await sumUsageByGroup(snapshot, scope, { range, filters, group }),
    previous: await sumUsageByGroup(snapshot, scope, { range: previous, filters, group }),
  }
}
