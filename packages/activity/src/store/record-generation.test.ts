import { prisma } from '@turnpike/db/client'
import { inTransaction } from '@turnpike/db/database'
import { type Notification, subscribe } from '@turnpike/db/notifications'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { GenerationRecord } from '../core/generation-record.ts'
import { EMPTY_DETAIL, generationIdAt, NOW_MS, sampleRecord } from '../testing/sample-records.ts'
import { findGeneration } from './find-generation.ts'
import { findLatestGenerationOfKey } from './first-requests.ts'
import { sumUsage } from './query-usage.ts'
import { recordGeneration } from './record-generation.ts'

let postgres: TestDatabase
beforeAll(async () => {
  postgres = await createTestDatabase()
})
afterAll(async () => await postgres.close())

const record = (organizationId: string, given: GenerationRecord) =>
  inTransaction(postgres.database, (transaction) => recordGeneration(transaction, organizationId, given))

const sampleRecordOf = (organizationId: string, changes: Partial<GenerationRecord> = {}) =>
  sampleRecord({ workspaceId: `ws_of_${organizationId}`, ...changes })

const sumsOf = (organizationId: string) =>
  sumUsage(
    postgres.database,
    { organizationId, workspaceId: null },
    { range: { fromMs: NOW_MS - 900_000, toMs: NOW_MS + 900_000 }, filters: {} },
  )

test('what is found is what was recorded, and only by its own organization', async () => {
  const given = sampleRecordOf('org_a', {
    detail: { ...EMPTY_DETAIL, strategy: 'price', parameters: { temperature: 0.5 } },
  })
  expect(await record('org_a', given)).toEqual({ recorded: true })
  expect(await findGeneration(postgres.database, 'org_a', given.id)).toEqual({ ...given, organizationId: 'org_a' })
  expect(await findGeneration(postgres.database, 'org_b', given.id)).toBeNull()
})

test.each(['', 'gen-', 'gen-zzzz', "gen-' OR 1=1 --", '\0', generationIdAt(NOW_MS)])(
  'the id %j that was never recorded finds nothing',
  async (id) => {
    expect(await findGeneration(postgres.database, 'org_a', id)).toBeNull()
  },
)

test('recording a generation again changes neither the row nor the sums, even at the same moment', async () => {
  const given = sampleRecordOf('org_twice')
  const outcomes = await Promise.all([record('org_twice', given), record('org_twice', given)])
  expect(outcomes.filter((outcome) => outcome.recorded)).toHaveLength(1)
  expect(await record('org_twice', { ...given, costNanoUsd: given.heldNanoUsd })).toEqual({ recorded: false })
  expect(await sumsOf('org_twice')).toMatchObject({ requests: 1n, costNanoUsd: given.costNanoUsd })
  expect((await findGeneration(postgres.database, 'org_twice', given.id))?.costNanoUsd).toBe(given.costNanoUsd)
})

test('a transaction that fails leaves no row and no sum', async () => {
  const given = sampleRecordOf('org_fails')
  const failing = inTransaction(postgres.database, async (transaction) => {
    await recordGeneration(transaction, 'org_fails', given)
    throw new Error('settlement failed')
  })
  await expect(failing).rejects.toThrow('settlement failed')
  expect((await sumsOf('org_fails')).requests).toBe(0n)
  expect(await findGeneration(postgres.database, 'org_fails', given.id)).toBeNull()
})

test('nothing that a client or provider sends keeps a request from being recorded', async () => {
  const hostile = `\0\uD800 ${'"\'; DROP TABLE generation; --'} ${'x'.repeat(20_000)}`
  const given = sampleRecordOf('org_hostile', {
    requestedModel: hostile,
    servedModel: null,
    errorMessage: hostile,
    endUser: hostile,
    userAgent: hostile,
    appTitle: hostile,
    inputTokens: 2 ** 40,
    firstTokenMs: 12.6,
    totalMs: Number.NaN,
    detail: { ...EMPTY_DETAIL, parameters: { [hostile]: [hostile] } },
  })
  await record('org_hostile', given)
  const found = await findGeneration(postgres.database, 'org_hostile', given.id)
  expect(found).toMatchObject({ firstTokenMs: 13, totalMs: 0 })
  expect(found?.requestedModel).toMatch(/DROP TABLE/)
  expect((await sumsOf('org_hostile')).requests).toBe(1n)
})

test('an id from another day than the request is a bug that shows at once', async () => {
  const given = sampleRecordOf('org_a', { id: generationIdAt(NOW_MS - 3 * 86_400_000) })
  await expect(record('org_a', given)).rejects.toThrow('within a day')
})

test('a request under the workspace of another organization is a bug that shows, and is in no sum', async () => {
  await record('org_owner', sampleRecordOf('org_owner'))
  await expect(record('org_thief', sampleRecordOf('org_owner'))).rejects.toThrow('one organization')
  expect((await sumsOf('org_owner')).requests).toBe(1n)
})

test('the first request of a workspace is noted once, and the newest of a key is found', async () => {
  await prisma(postgres.database).organization.create({ data: { id: 'org_first', slug: 'first', name: 'First' } })
  await prisma(postgres.database).workspace.create({
    data: { id: 'ws_first', organizationId: 'org_first', slug: 'default', name: 'Default' },
  })
  const first = sampleRecord({ workspaceId: 'ws_first', apiKeyId: 'key_first', createdAtMs: NOW_MS })
  const second = sampleRecord({ workspaceId: 'ws_first', apiKeyId: 'key_first', createdAtMs: NOW_MS + 5_000 })
  await record('org_first', first)
  await record('org_first', second)
  const workspace = await prisma(postgres.database).workspace.findUniqueOrThrow({ where: { id: 'ws_first' } })
  expect(workspace.firstRequestAt?.getTime()).toBe(NOW_MS)
  const latest = await findLatestGenerationOfKey(postgres.database, 'org_first', 'key_first', NOW_MS)
  expect(latest?.id).toBe(second.id)
  expect(await findLatestGenerationOfKey(postgres.database, 'org_first', 'key_first', NOW_MS + 5_001)).toBeNull()
  expect(await findLatestGenerationOfKey(postgres.database, 'org_other', 'key_first', NOW_MS)).toBeNull()
})

test('whoever listens hears of a request after it is committed, and of a repetition nothing', async () => {
  const heard: Notification[] = []
  const subscription = await subscribe(postgres.connectionString, {
    onNotification: (notification) => heard.push(notification),
    onReconnect: () => {},
  })
  try {
    const [given, last] = [sampleRecordOf('org_heard'), sampleRecordOf('org_heard')]
    await record('org_heard', given)
    await record('org_heard', given)
    await record('org_heard', last)
    await vi.waitFor(() => expect(heard.at(-1)).toMatchObject({ generationId: last.id }), { timeout: 5_000 })
    expect(heard).toEqual([
      expect.objectContaining({ topic: 'generation_recorded', organizationId: 'org_heard', generationId: given.id }),
      expect.objectContaining({ topic: 'generation_recorded', organizationId: 'org_heard', generationId: last.id }),
    ])
  } finally {
    await subscription.close()
  }
})
