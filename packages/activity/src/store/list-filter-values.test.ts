/** What the filter bar offers is what the rows hold, for the own tenant only. */
import { inTransaction } from '@turnpike/db/database'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NOW_MS, sampleRecord, WORKSPACES } from '../testing/sample-records.ts'
import { listFilterValues } from './list-filter-values.ts'
import { sumGenerations } from './list-generations.ts'
import { recordGenerations } from './record-generation.ts'

const SCOPE = { organizationId: 'org_one', workspaceId: WORKSPACES[0] }
const RANGE = { fromMs: NOW_MS - 1_000, toMs: NOW_MS + 1_000 }

let postgres: TestDatabase

beforeAll(async () => {
  postgres = await createTestDatabase()
  await inTransaction(postgres.database, async (transaction) => {
    await recordGenerations(transaction, 'org_one', [
      sampleRecord(),
      sampleRecord({ providersTried: ['beta', 'alpha'], status: 200 }),
      sampleRecord({ outcome: 'refused', status: 402, servedModel: null, providerId: null, providersTried: [] }),
      sampleRecord({ createdAtMs: NOW_MS - 5_000, requestedModel: 'z/too-old', servedModel: null }),
    ])
    await recordGenerations(transaction, 'org_other', [
      sampleRecord({ workspaceId: 'ws_foreign', requestedModel: 'z/foreign', servedModel: null }),
    ])
  })
}, 60_000)

afterAll(async () => await postgres.close())

test('every value on offer selects exactly as many requests as it says', async () => {
  const { values, isComplete } = await listFilterValues(postgres.database, SCOPE, { range: RANGE })
  expect(isComplete).toBe(true)
  expect(values).toContainEqual({ name: 'provider', value: 'beta', requests: 1 })
  expect(values).toContainEqual({ name: 'provider', value: 'alpha', requests: 2 })
  expect(values).toContainEqual({ name: 'status', value: '402', requests: 1 })
  expect(values.map(({ value }) => value)).not.toContain('z/foreign')
  for (const { name, value, requests } of values) {
    const filters = { [name]: { include: [value], exclude: [] } }
    const sum = await sumGenerations(postgres.database, SCOPE, { range: RANGE, filters })
    expect({ name, value, requests: sum.requests }).toEqual({ name, value, requests })
  }
})
