import { inTransaction } from '@turnpike/db/database'
import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listAudit } from '../store/audit.ts'
import { listKeys } from '../store/keys.ts'
import { createFirstKey } from './create-first-key.ts'
import type { SignedUp } from './create-home.ts'
import { signUp } from './sign-up.ts'
import { deleteKey } from './update-key.ts'

const deps = { clock: systemClock, ids: systemIds, pepper: 'p'.repeat(32) }

let postgres: TestDatabase
beforeAll(async () => {
  postgres = await createTestDatabase()
})
afterAll(async () => await postgres.close())

async function arrive(email: string): Promise<SignedUp> {
  const home = await signUp({ ...deps, database: postgres.database }, { email, password: 'correct horse battery' })
  invariant(home.ok, 'the sign-up works')
  return home.value
}

const askForKey = ({ organizationId, workspaceId, userId }: SignedUp, actorUserId = userId) =>
  inTransaction(postgres.database, (transaction) =>
    createFirstKey(deps, transaction, { organizationId, workspaceId, actorUserId, name: 'First key' }),
  )

it('many pages that arrive at once get one key together, and one of them its secret', async () => {
  const home = await arrive('many@acme.test')
  const answers = await Promise.all(Array.from({ length: 5 }, () => askForKey(home)))
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(answers.filter((answer) => answer.ok && answer.value !== null)).toHaveLength(1)
  expect(await listKeys(postgres.database, home.organizationId, home.workspaceId)).toHaveLength(1)
})

it('nobody who ever had a key there gets another one unasked, not even after revoking it', async () => {
  const home = await arrive('again@acme.test')
  const first = await askForKey(home)
  invariant(first.ok && first.value, 'the first arrival gets a key')
  const target = { ...home, keyId: first.value.key.id, actorUserId: home.userId }
  await inTransaction(postgres.database, (transaction) => deleteKey(deps, transaction, target))
  expect(await askForKey(home)).toEqual({ ok: true, value: null })
})

it('a stranger gets no key of a workspace', async () => {
  const [home, stranger] = [await arrive('home@acme.test'), await arrive('stranger@acme.test')]
  const answer = await askForKey(home, stranger.userId)
  expect(answer.ok ? answer.value : answer.error.code).toBe('not_found')
  expect(await listKeys(postgres.database, home.organizationId, home.workspaceId)).toEqual([])
})

it('the history of one key does not show what was done to another', async () => {
  const home = await arrive('history@acme.test')
  const first = await askForKey(home)
  invariant(first.ok && first.value, 'the first arrival gets a key')
  const target = { targetKind: 'key', targetId: first.value.key.id }
  const entries = await listAudit(postgres.database, home.organizationId, { target, limit: 10 })
  expect(entries.map((entry) => entry.action)).toEqual(['key.created'])
})
