/** The four figures of one selection: sum of the rows, of the list, of the file and of the chart. */
import { prisma, sql } from '@turnpike/db/client'
import { inSnapshot, inTransaction } from '@turnpike/db/database'
import { parseUsd } from '@turnpike/kernel/money'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ActivityFilters, Selection } from '../core/activity-filters.ts'
import { splitStatuses } from '../core/activity-filters.ts'
import type { ActivityScope, InstantRange } from '../core/activity-scope.ts'
import { countedModel, GENERATION_OUTCOMES, type GenerationRecord } from '../core/generation-record.ts'
import { bucketStarts, TIME_BUCKETS } from '../core/time-buckets.ts'
import { toGenerationCsvLine } from '../core/to-csv.ts'
import { metricValue, USAGE_GROUPS, USAGE_METRICS } from '../core/usage-figures.ts'
import {
  KEYS,
  MODELS,
  NOW_MS,
  PROVIDERS,
  recordArbitrary,
  sampleRecord,
  WORKSPACES,
} from '../testing/sample-records.ts'
import { exportGenerations } from './export-generations.ts'
import { keyUsage } from './key-usage.ts'
import { listGenerations, sumGenerations } from './list-generations.ts'
import { logsHistogram } from './logs-histogram.ts'
import { measureLatency } from './measure-latency.ts'
import { queryUsage, sumUsage, sumUsageByGroup } from './query-usage.ts'
import { recordGenerations } from './record-generation.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const FIRST_MS = NOW_MS - 40 * DAY_MS
const ORGANIZATION = 'org_one'

let postgres: TestDatabase
const records: GenerationRecord[] = [
  ...fc.sample(recordArbitrary(FIRST_MS, NOW_MS), { numRuns: 700, seed: 7 }),
  // Some in one millisecond, and some exactly on quarters, where off-by-ones live.
  ...Array.from({ length: 40 }, (_unused, index) =>
    sampleRecord({ createdAtMs: NOW_MS - DAY_MS - (index % 4) * 900_000 }),
  ),
]

beforeAll(async () => {
  postgres = await createTestDatabase()
  const foreign = fc
    .sample(recordArbitrary(FIRST_MS, NOW_MS), { numRuns: 50, seed: 8 })
    .map((record) => ({ ...record, workspaceId: 'ws_foreign' }))
  await inTransaction(postgres.database, async (transaction) => {
    await recordGenerations(transaction, ORGANIZATION, records)
    await recordGenerations(transaction, 'org_other', foreign)
  })
}, 60_000)

afterAll(async () => await postgres.close())

const selection = (values: readonly string[]): fc.Arbitrary<Selection> =>
  fc
    .record({
      include: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 2 }),
      exclude: fc.uniqueArray(fc.constantFrom(...values), { maxLength: 1 }),
    })
    .filter(({ include, exclude }) => include.length + exclude.length > 0)

/** Filters that sums can answer, filters that only rows can answer, and none, all of them often. */
const filtersArbitrary: fc.Arbitrary<ActivityFilters> = fc.oneof(
  fc.constant({}),
  fc.record(
    {
      model: selection([...MODELS, 'nobody/nothing']),
      key: selection(KEYS),
      status: selection(GENERATION_OUTCOMES),
    },
    { requiredKeys: [] },
  ),
  fc.record(
    {
      model: selection(MODELS),
      provider: selection(PROVIDERS),
      member: selection(['usr_a', 'usr_b']),
      app: selection(['Shop']),
      status: selection([...GENERATION_OUTCOMES, '402', '5xx']),
      q: fc.constantFrom('MODEL', '%', "o'hara", 'shop', 'nothing like it'),
    },
    { requiredKeys: [] },
  ),
)

/** At odd milliseconds, on quarters, and exactly at a request. */
const instantArbitrary = fc.oneof(
  fc.integer({ min: FIRST_MS - DAY_MS, max: NOW_MS + DAY_MS }),
  fc.integer({ min: -41 * 96, max: 96 }).map((quarters) => NOW_MS + quarters * 900_000),
  fc.constantFrom(...records.map((record) => record.createdAtMs)),
)
const rangeArbitrary: fc.Arbitrary<InstantRange> = fc
  .tuple(instantArbitrary, instantArbitrary)
  .filter(([first, second]) => first !== second)
  .map(([first, second]) => ({ fromMs: Math.min(first, second), toMs: Math.max(first, second) }))

const scopeArbitrary: fc.Arbitrary<ActivityScope> = fc
  .constantFrom(null, ...WORKSPACES)
  .map((workspaceId) => ({ organizationId: ORGANIZATION, workspaceId }))

/** The meaning of filters once more, in plain code. */
function select(scope: ActivityScope, range: InstantRange, filters: ActivityFilters): GenerationRecord[] {
  const passes = (chosen: Selection | undefined, matches: (values: string[]) => boolean) =>
    !chosen || ((chosen.include.length === 0 || matches(chosen.include)) && !matches(chosen.exclude))
  return records.filter((record) => {
    const statusIn = (values: string[]) => {
      const { outcomes, codes, classes } = splitStatuses(values)
      return (
        outcomes.includes(record.outcome) ||
        codes.includes(record.status) ||
        classes.includes(Math.floor(record.status / 100))
      )
    }
    const text = [record.requestedModel, record.servedModel, record.providerName, record.appTitle]
      .join(' ')
      .toLowerCase()
    return (
      (scope.workspaceId === null || scope.workspaceId === record.workspaceId) &&
      record.createdAtMs >= range.fromMs &&
      record.createdAtMs < range.toMs &&
      passes(filters.model, (values) => values.includes(countedModel(record))) &&
      passes(filters.provider, (values) =>
        [...record.providersTried, record.providerId ?? ''].some((provider) => values.includes(provider)),
      ) &&
      passes(filters.key, (values) => values.includes(record.apiKeyId)) &&
      passes(filters.member, (values) => values.includes(record.userId ?? '')) &&
      passes(filters.app, (values) => values.includes(record.appTitle ?? '')) &&
      passes(filters.status, statusIn) &&
      (filters.q === undefined || text.includes(filters.q.toLowerCase()))
    )
  })
}

const costOf = (rows: readonly { costNanoUsd: bigint }[]) => rows.reduce((sum, row) => sum + row.costNanoUsd, 0n)

async function sumOfFile(scope: ActivityScope, range: InstantRange, filters: ActivityFilters): Promise<bigint> {
  let sum = 0n
  for await (const rows of exportGenerations(postgres.database, scope, { range, filters }))
    for (const row of rows) {
      const line = toGenerationCsvLine(row, 'Europe/Berlin', { keyName: () => 'key', workspaceSlug: () => 'ws' })
      sum += parseUsd(/,([\d.]+),USD,/.exec(line)?.[1] ?? '') ?? -1n
    }
  return sum
}

describe('one selection, one figure', () => {
  test('rows, list, file, histogram and chart agree to the nano-dollar for every filter, range, zone, group and bucket', async () => {
    const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Havana')
    await fc.assert(
      fc.asyncProperty(
        scopeArbitrary,
        rangeArbitrary,
        filtersArbitrary,
        zone,
        fc.constantFrom(...USAGE_METRICS),
        fc.constantFrom(...USAGE_GROUPS),
        fc.constantFrom(null, ...TIME_BUCKETS),
        async (scope, range, filters, timeZone, metric, group, bucket) => {
          const expected = select(scope, range, filters)
          const sum = await sumGenerations(postgres.database, scope, { range, filters })
          const report = await queryUsage(postgres.database, scope, {
            range,
            previous: range,
            timeZone,
            metric,
            group,
            bucket,
            filters,
            maxSeries: 2,
          })
          const histogram = await logsHistogram(postgres.database, scope, { range, filters, timeZone })
          expect(sum).toEqual({ requests: expected.length, costNanoUsd: costOf(expected) })
          expect(await sumOfFile(scope, range, filters)).toBe(costOf(expected))
          expect(report.totals.costNanoUsd).toBe(costOf(expected))
          expect(report.totals.requests).toBe(BigInt(expected.length))
          expect(report.previousTotals).toEqual(report.totals)
          const points = report.series.flatMap((series) => series.values)
          expect(points.reduce((total, value) => total + value, 0n)).toBe(metricValue(metric, report.totals))
          const bars = histogram.points.map((point) => point.succeeded + point.failed + point.refused + point.cancelled)
          expect(bars.reduce((total, bar) => total + bar, 0)).toBe(expected.length)
        },
      ),
      { numRuns: 150 },
    )
  }, 120_000)

  test('every point of a chart is the sum of its own requests, from quarters and from rows alike', async () => {
    const scope = { organizationId: ORGANIZATION, workspaceId: null }
    const range = { fromMs: NOW_MS - 9 * DAY_MS - 1_234_567, toMs: NOW_MS - 4_321 }
    for (const [filters, source] of [
      [{}, 'rollup'],
      [{ member: { include: ['usr_a'], exclude: [] } }, 'rows'],
    ] as const) {
      const selected = select(scope, range, filters as ActivityFilters)
      const report = await queryUsage(postgres.database, scope, {
        range,
        previous: null,
        timeZone: 'Europe/Berlin',
        metric: 'spend',
        group: 'model',
        bucket: '6h',
        filters: filters as ActivityFilters,
        maxSeries: 1,
      })
      expect(report.source).toBe(source)
      expect(report.series.map((series) => series.group)).toEqual([report.rows[0]?.group, null])
      for (const [index, point] of report.points.entries()) {
        const own = selected.filter(({ createdAtMs }) => createdAtMs >= point.startMs && createdAtMs < point.endMs)
        const shown = report.series.reduce((total, series) => total + (series.values[index] ?? 0n), 0n)
        expect(shown).toBe(costOf(own))
      }
    }
  })

  test('the other organization is in no figure', async () => {
    const range = { fromMs: FIRST_MS, toMs: NOW_MS }
    const stranger = { organizationId: 'org_stranger', workspaceId: WORKSPACES[0] }
    expect((await sumUsage(postgres.database, stranger, { range, filters: {} })).requests).toBe(0n)
    expect((await sumGenerations(postgres.database, stranger, { range, filters: {} })).requests).toBe(0)
    expect(
      (await keyUsage(postgres.database, 'org_stranger', WORKSPACES[0], { apiKeyIds: null, nowMs: NOW_MS })).size,
    ).toBe(0)
  })
})

test('hours and days begin where Postgres says that they do, in every zone and around changes of clocks', async () => {
  const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe')
  const aroundChange = fc.constantFrom(
    '2026-03-29',
    '2026-10-25',
    '2026-03-08',
    '2026-11-01',
    '2026-04-05',
    '2026-10-04',
  )
  const instant = fc
    .tuple(aroundChange, fc.integer({ min: -DAY_MS, max: 2 * DAY_MS }))
    .map(([day, offset]) => Date.parse(day) + offset)
  await fc.assert(
    fc.asyncProperty(instant, zone, fc.constantFrom('1h', '1d'), async (instantMs, timeZone, bucket) => {
      const range = { fromMs: instantMs - 3 * DAY_MS, toMs: instantMs + 1 }
      const unit = bucket === '1h' ? 'hour' : 'day'
      const [row] = await prisma(postgres.database).$queryRaw<{ start: Date }[]>(sql`
        SELECT date_trunc(${unit}, ${new Date(instantMs).toISOString()}::timestamptz, ${timeZone}) AS start`)
      expect(bucketStarts(range, bucket, timeZone).at(-1)).toBe(row?.start.getTime())
    }),
    { numRuns: 200 },
  )
})

test('walking the pages in either direction meets every row once, those of one millisecond too', async () => {
  const scope = { organizationId: ORGANIZATION, workspaceId: WORKSPACES[0] }
  const range = { fromMs: NOW_MS - 3 * DAY_MS, toMs: NOW_MS }
  const expected = select(scope, range, {}).map((record) => record.id)
  for (const direction of ['older', 'newer'] as const) {
    const met: string[] = []
    let cursor: { createdAtMs: number; id: string } | null = null
    do {
      const page: Awaited<ReturnType<typeof listGenerations>> = await listGenerations(postgres.database, scope, {
        range,
        filters: {},
        cursor,
        direction,
        limit: 7,
      })
      const times = page.rows.map((row) => row.createdAtMs)
      expect(times).toEqual(times.toSorted((first, second) => second - first))
      met.push(...page.rows.map((row) => row.id))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(met.toSorted()).toEqual(expected.toSorted())
  }
})

test('a request that lands between two readings of one snapshot is in neither', async () => {
  const scope = { organizationId: 'org_snapshot', workspaceId: null }
  const question = { range: { fromMs: FIRST_MS, toMs: NOW_MS }, filters: {} }
  const landed = sampleRecord({ createdAtMs: NOW_MS - DAY_MS, workspaceId: 'ws_snapshot' })
  const [before, after] = await inSnapshot(postgres.database, async (snapshot) => {
    const first = await sumUsage(snapshot, scope, question)
    await inTransaction(postgres.database, (transaction) => recordGenerations(transaction, 'org_snapshot', [landed]))
    return [first, await sumUsage(snapshot, scope, question)]
  })
  expect([before?.requests, after?.requests]).toEqual([0n, 0n])
  expect((await sumUsage(postgres.database, scope, question)).requests).toBe(1n)
})

test('the parts that a change is explained by are the rows of the table, group by group', async () => {
  const scope = { organizationId: ORGANIZATION, workspaceId: null }
  const range = { fromMs: FIRST_MS, toMs: NOW_MS }
  for (const group of USAGE_GROUPS) {
    const sums = await sumUsageByGroup(postgres.database, scope, { range, filters: {}, group })
    const report = await queryUsage(postgres.database, scope, {
      range,
      previous: null,
      timeZone: 'UTC',
      metric: 'spend',
      group,
      bucket: '1d',
      filters: {},
    })
    const costs = (rows: readonly { group: string | null; costNanoUsd: bigint }[]) =>
      Object.fromEntries(rows.map((row) => [row.group, row.costNanoUsd]))
    expect(costs(sums)).toEqual(costs(report.rows))
  }
})

test('percentiles are durations of requests that ran, by the nearest rank', async () => {
  await fc.assert(
    fc.asyncProperty(scopeArbitrary, rangeArbitrary, filtersArbitrary, async (scope, range, filters) => {
      const durations = select(scope, range, filters)
        .filter((record) => record.outcome !== 'refused')
        .map((record) => record.totalMs)
        .sort((first, second) => first - second)
      const rank = (share: number) => durations[Math.ceil(share * durations.length) - 1] ?? null
      expect(await measureLatency(postgres.database, scope, { range, filters })).toEqual({
        requests: durations.length,
        p50Ms: rank(0.5),
        p95Ms: rank(0.95),
      })
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('usage of keys by UTC day, week and month is the sum of their rows', async () => {
  const usage = await keyUsage(postgres.database, ORGANIZATION, WORKSPACES[0], { apiKeyIds: [KEYS[0]], nowMs: NOW_MS })
  const since = (text: string) =>
    costOf(
      records.filter(
        (record) =>
          record.workspaceId === WORKSPACES[0] && record.apiKeyId === KEYS[0] && record.createdAtMs >= Date.parse(text),
      ),
    )
  expect([...usage.keys()]).toEqual([KEYS[0]])
  expect(usage.get(KEYS[0])).toMatchObject({
    total: since('2000-01-01T00:00:00Z'),
    month: since('2026-11-01T00:00:00Z'),
    week: since('2026-11-16T00:00:00Z'),
    day: since('2026-11-21T00:00:00Z'),
  })
})
