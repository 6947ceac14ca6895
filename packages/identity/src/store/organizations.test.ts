import { prisma } from '@turnpike/db/client'
import { inTransaction } from '@turnpike/db/database'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertOrganization } from './organizations.ts'

let postgres: TestDatabase
beforeAll(async () => {
  postgres = await createTestDatabase()
})
afterAll(async () => await postgres.close())

const insert = (id: string, slug: string) =>
  inTransaction(postgres.database, (transaction) =>
    insertOrganization(transaction, { id, slug, name: slug, isPersonal: true, createdAt: new Date() }),
  )

test('an organization is never without its wallet, which is born empty; a taken slug gives neither', async () => {
  expect([await insert('org_1', 'acme'), await insert('org_2', 'acme')]).toEqual([true, false])
  const wallets = await prisma(postgres.database).wallet.findMany()
  expect(wallets).toMatchObject([{ organizationId: 'org_1', available: 0n, leased: 0n, settled: 0n, credited: 0n }])
  expect(await prisma(postgres.database).organization.count()).toBe(1)
})
