/** Signing up and in, against a real database. */
import { inTransaction } from '@turnpike/db/database'
import { type Ids, systemIds } from '@turnpike/kernel/ids'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from '../core/session.ts'
import { findWorkspaceAccess, listAccessibleOrganizations } from '../store/access-store.ts'
import { listAudit } from '../store/audit.ts'
import { findUser } from '../store/users.ts'
import { findWorkspaceById, listWorkspaces } from '../store/workspaces.ts'
import { authenticatePassword } from './authenticate-password.ts'
import { createWorkspace } from './create-workspace.ts'
import { issueMailToken, resetPassword, verifyEmail } from './mail-tokens.ts'
import {
  createSession,
  findSession,
  listSessions,
  revokeOtherSessions,
  revokeSession,
  revokeSessionByToken,
} from './sessions.ts'
import { signUp } from './sign-up.ts'
import { type ProviderProfile, signUpWithProvider } from './sign-up-with-provider.ts'

const PASSWORD = 'correct horse battery'
let postgres: TestDatabase
let nowMs = Date.UTC(2026, 10, 21, 12)
const clock = { nowMs: () => nowMs }
const deps = () => ({ database: postgres.database, clock, ids: systemIds })

beforeAll(async () => {
  postgres = await createTestDatabase()
})
afterAll(async () => await postgres.close())

async function signUpAs(email: string) {
  const result = await signUp(deps(), { email, password: PASSWORD })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('signing up', () => {
  test('gives a person an organization of their own, a workspace, and an entry in the audit log', async () => {
    const home = await signUpAs('Dana@Acme.test')
    expect(home).toMatchObject({ organizationSlug: 'dana', workspaceSlug: 'default' })
    expect(await findWorkspaceAccess(postgres.database, 'dana', 'default', home.userId)).toMatchObject({
      role: 'owner',
    })
    expect(await findWorkspaceById(postgres.database, home.organizationId, home.workspaceId)).toMatchObject({
      mode: 'live',
    })
    const audit = await listAudit(postgres.database, home.organizationId, { limit: 10 })
    expect(audit).toMatchObject([{ action: 'organization.created', actorName: 'dana@acme.test' }])
  })

  test('numbers the organization when its name is taken, also for people who come at the same moment', async () => {
    const homes = await Promise.all([1, 2, 3, 4, 5].map((number) => signUpAs(`info@company-${number}.test`)))
    const slugs = homes.map((home) => home.organizationSlug).sort()
    expect(slugs).toEqual(['info', 'info-2', 'info-3', 'info-4', 'info-5'])
  })

  test('with an address that has an account says what to do, and only one of two at once wins', async () => {
    const both = await Promise.all(
      ['twice@acme.test', ' TWICE@acme.test'].map((email) => signUp(deps(), { email, password: PASSWORD })),
    )
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect(both.find((result) => !result.ok)).toMatchObject({
      error: { code: 'conflict', message: expect.stringMatching(/Log in instead/) },
    })
    const again = await signUp(deps(), { email: 'twice@acme.test', password: PASSWORD })
    expect(again.ok).toBe(false)
  })

  test('leaves nothing behind when it fails half-way', async () => {
    const failingIds: Ids = {
      next: (kind) => {
        if (kind === 'audit') throw new Error('the power went out')
        return systemIds.next(kind)
      },
    }
    const input = { email: 'half@acme.test', password: PASSWORD }
    await expect(signUp({ ...deps(), ids: failingIds }, input)).rejects.toThrow('the power went out')
    expect((await signUp(deps(), input)).ok).toBe(true)
  })

  test.each([
    ['email', { email: 'nobody', password: PASSWORD }],
    ['password', { email: 'short@acme.test', password: 'short' }],
    ['name', { email: 'named@acme.test', password: PASSWORD, name: 'a\nb' }],
  ])('names the field %s when it is wrong', async (field, input) => {
    expect(await signUp(deps(), input)).toMatchObject({
      ok: false,
      error: { code: 'invalid_request', metadata: { field } },
    })
  })
})

describe('logging in with a password', () => {
  test('finds the person whatever the case of the address', async () => {
    const home = await signUpAs('login@acme.test')
    const result = await authenticatePassword(deps(), { email: ' Login@ACME.test', password: PASSWORD })
    expect(result).toEqual({ ok: true, value: { userId: home.userId, email: 'login@acme.test', name: null } })
  })

  test('fails in the same words for a wrong password, an unknown address, no address and a person without a password', async () => {
    await signUpAs('known@acme.test')
    await signUpWithProvider(deps(), github({ email: 'passwordless@acme.test', providerAccountId: 'pl' }))
    const attempts = [
      { email: 'known@acme.test', password: 'wrong horse battery' },
      { email: 'known@acme.test', password: 'x'.repeat(100_000) },
      { email: 'unknown@acme.test', password: PASSWORD },
      { email: "' OR 1=1 --", password: PASSWORD },
      { email: 'passwordless@acme.test', password: '' },
    ]
    const results = await Promise.all(attempts.map((attempt) => authenticatePassword(deps(), attempt)))
    expect(results[0]).toMatchObject({ ok: false, error: { code: 'authentication' } })
    for (const result of results) expect(result).toEqual(results[0])
  })
})

const github = (changes: Partial<ProviderProfile>): ProviderProfile => ({
  provider: 'github',
  providerAccountId: '1',
  email: 'gh@acme.test',
  emailVerified: true,
  ...changes,
})

describe('signing in through a provider', () => {
  test('makes a home at first and finds the same person after, whatever the address has become', async () => {
    const first = await signUpWithProvider(deps(), github({ providerAccountId: '10', email: 'octo@acme.test' }))
    expect(first).toMatchObject({ ok: true, value: { isNew: true, home: { organizationSlug: 'octo' } } })
    const again = await signUpWithProvider(
      deps(),
      github({ providerAccountId: '10', email: 'new@acme.test', emailVerified: false }),
    )
    expect(again).toMatchObject({
      ok: true,
      value: { isNew: false, home: null, userId: first.ok ? first.value.userId : '' },
    })
  })

  test('is refused without a verified address', async () => {
    const result = await signUpWithProvider(deps(), github({ providerAccountId: '11', emailVerified: false }))
    expect(result).toMatchObject({ ok: false, error: { code: 'permission_denied' } })
  })

  test('never ties an account to somebody who has not proven the address: they could be lying in wait', async () => {
    const squatter = await signUpAs('victim@acme.test')
    const profile = github({ providerAccountId: '12', email: 'victim@acme.test' })
    expect(await signUpWithProvider(deps(), profile)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    const token = await issueMailToken(deps(), squatter.userId, 'verify_email')
    expect((await verifyEmail(deps(), token)).ok).toBe(true)
    expect(await signUpWithProvider(deps(), profile)).toMatchObject({ ok: true, value: { userId: squatter.userId } })
  })
})

describe('sessions', () => {
  test('a token is good until the browser is away for a day, and a visit prolongs it', async () => {
    const { userId } = await signUpAs('session@acme.test')
    const { token, sessionId } = await createSession(deps(), userId, { userAgent: 'Firefox\0' })
    expect(await findSession(deps(), token)).toMatchObject({ userId, sessionId, email: 'session@acme.test' })
    nowMs += SESSION_IDLE_MS - 1
    expect(await findSession(deps(), token)).not.toBeNull()
    nowMs += SESSION_IDLE_MS - 1
    expect(await findSession(deps(), token)).not.toBeNull()
    nowMs += SESSION_IDLE_MS
    expect(await findSession(deps(), token)).toBeNull()
    expect(await listSessions(deps(), userId)).toEqual([])
  })

  test('no visits prolong a session beyond 30 days', async () => {
    const { userId } = await signUpAs('month@acme.test')
    const startedMs = nowMs
    const { token } = await createSession(deps(), userId, { userAgent: null })
    while (nowMs + SESSION_IDLE_MS / 2 < startedMs + SESSION_ABSOLUTE_MS) {
      nowMs += SESSION_IDLE_MS / 2
      expect(await findSession(deps(), token)).not.toBeNull()
    }
    nowMs = startedMs + SESSION_ABSOLUTE_MS
    expect(await findSession(deps(), token)).toBeNull()
  })

  test('a visit is written at most once a minute', async () => {
    const { userId } = await signUpAs('minute@acme.test')
    const { token } = await createSession(deps(), userId, { userAgent: null })
    const startedMs = nowMs
    const lastSeenMs = async () => (await listSessions(deps(), userId))[0]?.lastSeenAt.getTime()
    nowMs = startedMs + 59_999
    await findSession(deps(), token)
    expect(await lastSeenMs()).toBe(startedMs)
    nowMs = startedMs + 60_000
    await findSession(deps(), token)
    expect(await lastSeenMs()).toBe(nowMs)
  })

  test("a revoked session is over at once; nobody can revoke somebody else's", async () => {
    const [{ userId }, stranger] = [await signUpAs('revoke@acme.test'), await signUpAs('stranger@acme.test')]
    const [first, second, third] = [
      await createSession(deps(), userId, { userAgent: null }),
      await createSession(deps(), userId, { userAgent: null }),
      await createSession(deps(), userId, { userAgent: null }),
    ]
    expect(await revokeSession(deps(), stranger.userId, first.sessionId)).toBe(false)
    expect(await findSession(deps(), first.token)).not.toBeNull()
    expect(await revokeSession(deps(), userId, first.sessionId)).toBe(true)
    expect(await findSession(deps(), first.token)).toBeNull()
    expect(await revokeOtherSessions(deps(), userId, third.sessionId)).toBe(1)
    expect(await findSession(deps(), second.token)).toBeNull()
    expect(await findSession(deps(), third.token)).not.toBeNull()
    await revokeSessionByToken(deps(), third.token)
    expect(await findSession(deps(), third.token)).toBeNull()
  })

  test.each(['', 'x', '\0', "' OR 1=1", 'a'.repeat(10_000)])('the token %j is nobody', async (token) => {
    expect(await findSession(deps(), token)).toBeNull()
  })
})

describe('mailed links', () => {
  test('a new password works, the old one and every session end, and the link works once', async () => {
    const { userId } = await signUpAs('reset@acme.test')
    const { token: cookie } = await createSession(deps(), userId, { userAgent: null })
    const token = await issueMailToken(deps(), userId, 'reset_password')
    const change = { token, password: 'a whole new passphrase' }
    const both = await Promise.all([resetPassword(deps(), change), resetPassword(deps(), change)])
    expect(both.filter((result) => result.ok)).toHaveLength(1)
    expect(await findSession(deps(), cookie)).toBeNull()
    const logIn = (password: string) => authenticatePassword(deps(), { email: 'reset@acme.test', password })
    expect([(await logIn(PASSWORD)).ok, (await logIn(change.password)).ok]).toEqual([false, true])
    expect((await findUser(postgres.database, userId))?.emailVerifiedAt).not.toBeNull()
  })

  test('a link is worth nothing for another purpose, after its time, and after a newer one was sent', async () => {
    const { userId } = await signUpAs('links@acme.test')
    const verify = await issueMailToken(deps(), userId, 'verify_email')
    expect((await resetPassword(deps(), { token: verify, password: 'a whole new passphrase' })).ok).toBe(false)
    const newer = await issueMailToken(deps(), userId, 'verify_email')
    expect((await verifyEmail(deps(), verify)).ok).toBe(false)
    expect((await verifyEmail(deps(), newer)).ok).toBe(true)
    const reset = await issueMailToken(deps(), userId, 'reset_password')
    nowMs += 3_600_000
    expect(await resetPassword(deps(), { token: reset, password: 'a whole new passphrase' })).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  })
})

test('a workspace gets a slug of its own and is seen by the members of its organization', async () => {
  const home = await signUpAs('workspaces@acme.test')
  const add = (name: string) =>
    inTransaction(postgres.database, (transaction) =>
      createWorkspace(deps(), transaction, {
        organizationId: home.organizationId,
        actorUserId: home.userId,
        name,
        mode: 'test',
      }),
    )
  expect(await add('Default')).toMatchObject({ ok: true, value: { slug: 'default-2', mode: 'test' } })
  expect(await add(' ')).toMatchObject({ ok: false, error: { code: 'invalid_request' } })
  expect(await listWorkspaces(postgres.database, home.organizationId)).toHaveLength(2)
  expect(await listAccessibleOrganizations(postgres.database, home.userId)).toMatchObject([{ workspaces: [{}, {}] }])
})
