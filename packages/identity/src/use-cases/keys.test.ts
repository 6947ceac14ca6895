/** The life of a key, against a real database. */
import { inTransaction, type Queryable } from '@turnpike/db/database'
import { type Notification, subscribe } from '@turnpike/db/notifications'
import { systemIds } from '@turnpike/kernel/ids'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { digestApiKey } from '../core/api-key.ts'
import { listAudit } from '../store/audit.ts'
import { findKey, findKeyByDigest, listKeys, touchKeys } from '../store/keys.ts'
import type { SignedUp } from './create-home.ts'
import { type CreateKeyInput, createKey } from './create-key.ts'
import { createWorkspace } from './create-workspace.ts'
import { createKeyCache } from './key-cache.ts'
import { resolvePrincipal } from './resolve-principal.ts'
import { rotateKey } from './rotate-key.ts'
import { signUp } from './sign-up.ts'
import { deleteKey, renameKey, setKeyDisabled, setKeyExpiry } from './update-key.ts'

const PEPPER = 'a pepper of the test'
const HOUR_MS = 3_600_000
let postgres: TestDatabase
let home: SignedUp
let stranger: SignedUp
let nowMs = Date.UTC(2026, 10, 21, 12)
const clock = { nowMs: () => nowMs }
const keyDeps = { clock, ids: systemIds, pepper: PEPPER }

beforeAll(async () => {
  postgres = await createTestDatabase()
  home = await person('dana@acme.test')
  stranger = await person('stranger@acme.test')
})
afterAll(async () => await postgres.close())

async function person(email: string): Promise<SignedUp> {
  const deps = { database: postgres.database, clock, ids: systemIds }
  const result = await signUp(deps, { email, password: 'correct horse battery' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const within = <Value>(work: (transaction: Queryable) => Promise<Value>) => inTransaction(postgres.database, work)

const create = (changes: Partial<CreateKeyInput> = {}) =>
  within((transaction) =>
    createKey(keyDeps, transaction, {
      organizationId: home.organizationId,
      workspaceId: home.workspaceId,
      actorUserId: home.userId,
      name: 'ci-runner',
      expiresAt: null,
      ownerUserId: home.userId,
      ...changes,
    }),
  )

async function createdKey(changes: Partial<CreateKeyInput> = {}) {
  const result = await create(changes)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

const targetOf = (keyId: string) => ({
  organizationId: home.organizationId,
  workspaceId: home.workspaceId,
  actorUserId: home.userId,
  keyId,
})

/** As a gateway does it, without what it remembers. */
const resolve = (secret: string) =>
  resolvePrincipal(
    {
      cache: createKeyCache({ load: (digest) => findKeyByDigest(postgres.database, digest), clock }),
      pepper: PEPPER,
      clock,
    },
    secret,
  )

const reasonOf = async (secret: string) => {
  const result = await resolve(secret)
  return result.ok ? 'ok' : result.error.metadata?.reason
}

describe('creating', () => {
  test('a new key is the principal of its workspace', async () => {
    const { key, secret } = await createdKey()
    expect(key).toMatchObject({
      name: 'ci-runner',
      prefix: 'sk-tp-live-',
      lastFour: secret.slice(-4),
      ownerName: 'dana@acme.test',
    })
    expect(await resolve(secret)).toEqual({
      ok: true,
      value: {
        keyId: key.id,
        keyName: 'ci-runner',
        keyPrefix: 'sk-tp-live-',
        keyLastFour: secret.slice(-4),
        kind: 'inference',
        organizationId: home.organizationId,
        organizationSlug: 'dana',
        workspaceId: home.workspaceId,
        workspaceSlug: 'default',
        ownerUserId: home.userId,
        mode: 'live',
        expiresAtMs: null,
        disabled: false,
      },
    })
  })

  test('the prefix tells the kind and the mode of the workspace', async () => {
    const workspace = await within((transaction) =>
      createWorkspace(keyDeps, transaction, {
        organizationId: home.organizationId,
        actorUserId: home.userId,
        name: 'Test',
        mode: 'test',
      }),
    )
    const workspaceId = workspace.ok ? workspace.value.workspaceId : ''
    expect((await createdKey({ workspaceId })).secret).toMatch(/^sk-tp-test-/)
    expect((await createdKey({ kind: 'management' })).secret).toMatch(/^sk-tp-mgmt-/)
  })

  test('the secret is in no list, no row and no audit entry', async () => {
    const { key, secret } = await createdKey({ name: 'quiet' })
    const everything = JSON.stringify([
      await listKeys(postgres.database, home.organizationId, home.workspaceId),
      await findKey(postgres.database, home.organizationId, key.id),
      await listAudit(postgres.database, home.organizationId, { limit: 100 }),
    ])
    expect(everything).toContain('quiet')
    expect(everything).not.toContain(secret.slice(0, -4))
    expect(everything).not.toContain(digestApiKey(PEPPER, secret))
  })

  test.each([
    ['a blank name', { name: '  ' }, 'invalid_request'],
    ['an expiry that has passed', { expiresAt: new Date(Date.UTC(2026, 10, 21, 12)) }, 'invalid_request'],
    ['an expiry that is no date', { expiresAt: new Date(Number.NaN) }, 'invalid_request'],
    ['an unknown workspace', { workspaceId: 'ws_nowhere' }, 'not_found'],
    ['an owner who is no member', { ownerUserId: 'usr_nobody' }, 'not_found'],
  ])('%s is refused', async (_what, changes, code) => {
    expect(await create(changes)).toMatchObject({ ok: false, error: { code } })
  })

  test("another organization's workspace is the same answer as one that does not exist", async () => {
    const foreign = await create({ workspaceId: stranger.workspaceId })
    expect(foreign).toEqual(await create({ workspaceId: 'ws_nowhere' }))
  })

  test('a transaction that fails leaves no key', async () => {
    let secret = ''
    const failing = within(async (transaction) => {
      const result = await createKey(keyDeps, transaction, {
        ...targetOf(''),
        name: 'gone',
        expiresAt: null,
        ownerUserId: null,
      })
      secret = result.ok ? result.value.secret : ''
      throw new Error('the budget was refused')
    })
    await expect(failing).rejects.toThrow('the budget was refused')
    expect(await reasonOf(secret)).toBe('unknown')
  })
})

describe('changing', () => {
  test('disabled, enabled, expired and deleted keys answer accordingly, and a deleted one never comes back', async () => {
    const { key, secret } = await createdKey()
    const target = targetOf(key.id)
    await within((transaction) => setKeyDisabled(keyDeps, transaction, { ...target, disabled: true }))
    expect(await reasonOf(secret)).toBe('disabled')
    await within((transaction) => setKeyDisabled(keyDeps, transaction, { ...target, disabled: false }))
    expect(await reasonOf(secret)).toBe('ok')
    await within((transaction) =>
      setKeyExpiry(keyDeps, transaction, { ...target, expiresAt: new Date(nowMs + HOUR_MS) }),
    )
    nowMs += HOUR_MS
    expect(await reasonOf(secret)).toBe('expired')
    await within((transaction) => deleteKey(keyDeps, transaction, target))
    expect(await reasonOf(secret)).toBe('deleted')
    const revived = await within((transaction) => setKeyDisabled(keyDeps, transaction, { ...target, disabled: false }))
    expect(revived).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })

  test('each change is in the audit log with what it was before', async () => {
    const { key } = await createdKey({ name: 'old name' })
    await within((transaction) =>
      renameKey(keyDeps, transaction, { ...targetOf(key.id), name: 'new name', ipAddress: '203.0.113.7' }),
    )
    nowMs += 1
    const [entry] = (await listAudit(postgres.database, home.organizationId, { limit: 100 })).filter(
      ({ targetId, action }) => targetId === key.id && action === 'key.renamed',
    )
    expect(entry).toMatchObject({
      actorUserId: home.userId,
      before: { name: 'old name' },
      after: { name: 'new name' },
      ipAddress: '203.0.113.7',
    })
  })

  test("another organization's key cannot be seen or changed", async () => {
    const { key, secret } = await createdKey()
    const asStranger = {
      ...targetOf(key.id),
      organizationId: stranger.organizationId,
      workspaceId: stranger.workspaceId,
    }
    for (const change of [
      within((transaction) => deleteKey(keyDeps, transaction, asStranger)),
      within((transaction) => renameKey(keyDeps, transaction, { ...asStranger, name: 'mine' })),
      within((transaction) => rotateKey(keyDeps, transaction, { ...asStranger, overlapMs: 0 })),
      within((transaction) =>
        deleteKey(keyDeps, transaction, { ...targetOf(key.id), workspaceId: stranger.workspaceId }),
      ),
    ])
      expect(await change).toMatchObject({ ok: false, error: { code: 'not_found' } })
    expect(await findKey(postgres.database, stranger.organizationId, key.id)).toBeNull()
    expect(await reasonOf(secret)).toBe('ok')
  })

  test('after a rotation both secrets work for the overlap, then only the new one', async () => {
    const { key, secret } = await createdKey({ name: 'rotating' })
    const rotated = await within((transaction) =>
      rotateKey(keyDeps, transaction, { ...targetOf(key.id), overlapMs: HOUR_MS }),
    )
    if (!rotated.ok) throw new Error(rotated.error.message)
    expect(rotated.value.key).toMatchObject({
      name: 'rotating',
      rotatedFromId: key.id,
      ownerUserId: home.userId,
      expiresAt: null,
    })
    expect([await reasonOf(secret), await reasonOf(rotated.value.secret)]).toEqual(['ok', 'ok'])
    nowMs += HOUR_MS
    expect([await reasonOf(secret), await reasonOf(rotated.value.secret)]).toEqual(['expired', 'ok'])
  })

  test('every change is pushed to gateways when it commits', async () => {
    const heard: Notification[] = []
    const subscription = await subscribe(postgres.connectionString, {
      onNotification: (notification) => heard.push(notification),
      onReconnect: () => {},
    })
    try {
      const { key } = await createdKey()
      await within((transaction) => setKeyDisabled(keyDeps, transaction, { ...targetOf(key.id), disabled: true }))
      await within((transaction) => deleteKey(keyDeps, transaction, targetOf(key.id)))
      await vi.waitFor(() => expect(heard).toHaveLength(3), { timeout: 5_000 })
      expect(heard).toEqual(Array.from({ length: 3 }, () => ({ topic: 'key_changed', keyId: key.id })))
    } finally {
      await subscription.close()
    }
  })
})

test('the last use of a key only moves forward, whatever the order in which gateways report', async () => {
  const [first, second] = [await createdKey(), await createdKey()]
  const lastUsedMs = async (keyId: string) =>
    (await findKey(postgres.database, home.organizationId, keyId))?.lastUsedAt?.getTime()
  const report = (uses: [string, number][]) =>
    touchKeys(
      postgres.database,
      uses.map(([keyId, offsetMs]) => ({ keyId, usedAtMs: nowMs + offsetMs })),
    )
  await report([])
  await report([
    [first.key.id, 2_000],
    [first.key.id, 5_000],
    [second.key.id, 1_000],
    ['key_unknown', 1],
  ])
  await Promise.all(
    Array.from({ length: 20 }, (_unused, index) =>
      report(
        index % 2 === 0
          ? [
              [first.key.id, index],
              [second.key.id, index],
            ]
          : [
              [second.key.id, index],
              [first.key.id, index],
            ],
      ),
    ),
  )
  expect(await lastUsedMs(first.key.id)).toBe(nowMs + 5_000)
  expect(await lastUsedMs(second.key.id)).toBe(nowMs + 1_000)
})
