import { registerInstance } from '@turnpike/billing/store/gateway-instances'
import { reserveHold } from '@turnpike/billing/store/reserve-hold'
import { closeDatabase, openDatabase } from '@turnpike/db/database'
import { systemIds } from '@turnpike/kernel/ids'
import { ZERO_USD } from '@turnpike/kernel/money'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDeps } from '../deps.ts'
import { readEnvironment } from '../env.ts'
import { addOrganization } from '../store/testing/add-organization.ts'
import { reapLeasesTimer } from './reap-leases.ts'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.close())

/** A worker with a clock that the test moves, which takes any gateway for dead at once. */
function newWorker(connectionString: string) {
  const time = { nowMs: 1_000_000 }
  const environment = readEnvironment({
    DATABASE_URL: connectionString,
    STRIPE_SECRET_KEY: 'sk_test_sandbox_0123456789',
    LOG_LEVEL: 'silent',
  })
  const deps = createDeps({ ...environment, GATEWAY_SILENT_AFTER_SECONDS: 0 })
  return { time, deps: { ...deps, billing: { ...deps.billing, clock: { nowMs: () => time.nowMs } } } }
}

async function holdSomething(): Promise<void> {
  const organizationId = systemIds.next('organization')
  await addOrganization(test.database, organizationId)
  const instanceId = systemIds.next('instance')
  const { epoch } = await registerInstance(test.database, instanceId)
  const scopes = { organizationId, workspaceId: 'ws_1', apiKeyId: 'key_1', ownerUserId: null, endUser: null }
  const ids = { generationId: systemIds.next('generation'), leaseId: systemIds.next('lease'), instanceId, epoch }
  expect(await reserveHold(test.database, { ...scopes, ...ids, amount: ZERO_USD })).toMatchObject({ ok: true })
}

describe('the reaper', () => {
  it('listens for a minute before it takes anybody for dead', async () => {
    const { time, deps } = newWorker(test.connectionString)
    const timer = reapLeasesTimer(deps)
    await holdSomething()
    expect(await timer.run()).toBeNull()
    time.nowMs += 60_000
    expect(await timer.run()).toMatchObject({ leases: 1, released: '0' })
    expect(await timer.run()).toBeNull()
    await closeDatabase(deps.database)
  })

  it('listens for another minute after the database was away', async () => {
    const { time, deps } = newWorker(test.connectionString)
    const away = openDatabase({ connectionString: 'postgresql://postgres@127.0.0.1:1/none' })
    const changing = { ...deps, database: away }
    const timer = reapLeasesTimer(changing)
    await holdSomething()
    time.nowMs += 60_000
    await expect(timer.run()).rejects.toThrow()
    changing.database = deps.database
    expect(await timer.run()).toBeNull()
    time.nowMs += 60_000
    expect(await timer.run()).toMatchObject({ leases: 1 })
    await closeDatabase(away)
    await closeDatabase(deps.database)
  })
})
