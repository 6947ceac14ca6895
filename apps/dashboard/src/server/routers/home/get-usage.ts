import { sumFigures } from '@turnpike/activity/core/to-usage-report'
import { listGenerations } from '@turnpike/activity/store/list-generations'
import { queryUsage, sumUsageByGroup } from '@turnpike/activity/store/query-usage'
import { inSnapshot, type Queryable } from '@turnpike/db/database'
import { topGroups } from '@/features/home/top-groups.ts'
import { activityInputSchema } from '@/server/activity/resolve-activity.ts'
import { workspaceProcedure } from '@/server/trpc.ts'
import { readCompleteTo } from '@/server/usage/read-complete-to.ts'
import { readGroupNames } from '@/server/usage/read-group-names.ts'
import { readUsageQuestion, type UsageQuestion } from '@/server/usage/read-usage-question.ts'

/** Figures, sparkline and breakdowns of a range, all of one snapshot, so that the rows add up to the figures. */
export const getUsage = workspaceProcedure('usage:read-totals')
  .input(activityInputSchema.pick({ range: true, from: true, to: true, tz: true, asOfMs: true }))
  .query(async ({ ctx: { deps, access }, input }) => {
    const nowMs = deps.clock.nowMs()
    const question = readUsageQuestion(access, input, nowMs)
    const [keyNames, figures] = await Promise.all([
      readGroupNames(deps, access, 'key'),
      inSnapshot(deps.database, (snapshot) => readFigures(snapshot, question, nowMs)),
    ])
    const { byTime, byModel, byKey, ...rest } = figures
    const total = rest.totals.costNanoUsd
    return {
      reach: question.reach,
      notices: question.notices,
      ...rest,
      spendOverTime: byTime,
      models: topGroups(byModel, total, (model) => model),
      keys: byKey && topGroups(byKey, total, (keyId) => keyNames[keyId]?.name ?? keyId),
    }
  })

async function readFigures(snapshot: Queryable, question: UsageQuestion, nowMs: number) {
  const { scope, range, previous, timeZone, filters, reach } = question
  const sumBy = (group: 'model' | 'key' | 'outcome', of = range) =>
    sumUsageByGroup(snapshot, scope, { range: of, filters, group })
  const { points, series } = await queryUsage(snapshot, scope, {
    range,
    previous: null,
    timeZone,
    metric: 'spend',
    group: 'outcome',
    bucket: range.toMs - range.fromMs > 2 * DAY_MS ? '1d' : null,
    filters,
  })
  const totals = sumFigures(await sumBy('outcome'))
  return {
    byTime: points.map((_point, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0n), 0n)),
    byModel: await sumBy('model'),
    byKey: reach === 'totals' ? null : await sumBy('key'),
    totals,
    previousTotals: sumFigures(await sumBy('outcome', previous)),
    rangeMs: range.toMs - range.fromMs,
    lastRequestAtMs: totals.requests === 0n ? await readLastRequest(snapshot, question, nowMs) : null,
    completeToMs: await readCompleteTo(snapshot, scope.organizationId, { toMs: range.toMs, nowMs }),
  }
}

const DAY_MS = 86_400_000
const LOOKED_BACK_MS = 366 * DAY_MS

/** Of the last year; null when there was none. */
async function readLastRequest(
  snapshot: Queryable,
  { scope, filters }: UsageQuestion,
  nowMs: number,
): Promise<number | null> {
  const range = { fromMs: nowMs - LOOKED_BACK_MS, toMs: nowMs }
  const { rows } = await listGenerations(snapshot, scope, { range, filters, cursor: null, limit: 1 })
  return rows[0]?.createdAtMs ?? null
}
