import { systemClock } from '@turnpike/kernel/clock'
import { systemIds } from '@turnpike/kernel/ids'
import { createTestDatabase, type TestDatabase } from '@turnpike/testkit/test-database'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { signUp } from '../use-cases/sign-up.ts'
import {
  findOrganizationAccess,
  findWorkspaceAccess,
  listAccessibleOrganizations,
  listColleagues,
} from './access-store.ts'

let test: TestDatabase
const people: { userId: string; organizationId: string; organizationSlug: string; workspaceSlug: string }[] = []

beforeAll(async () => {
  test = await createTestDatabase()
  for (const name of ['dana', 'robin']) {
    const deps = { database: test.database, clock: systemClock, ids: systemIds }
    const added = await signUp(deps, { email: `${name}@example.com`, password: 'correct horse battery' })
    if (!added.ok) throw new Error(added.error.message)
    people.push(added.value)
  }
})
afterAll(() => test.close())

function person(index: number) {
  const found = people[index]
  if (!found) throw new Error('the people of this test were not added')
  return found
}

it('a member finds their organization and workspace by slug, with their role', async () => {
  const dana = person(0)
  const access = await findWorkspaceAccess(test.database, dana.organizationSlug, dana.workspaceSlug, dana.userId)
  expect(access).toMatchObject({
    userId: dana.userId,
    role: 'owner',
    organization: { id: dana.organizationId, slug: dana.organizationSlug },
    workspace: { slug: dana.workspaceSlug, mode: 'live' },
  })
})

it('a foreign tenant and an unknown one give the same nothing', async () => {
  const [dana, robin] = [person(0), person(1)]
  for (const slug of [robin.organizationSlug, 'nobody']) {
    expect(await findOrganizationAccess(test.database, slug, dana.userId)).toBeNull()
    expect(await findWorkspaceAccess(test.database, slug, 'default', dana.userId)).toBeNull()
  }
  expect(await findWorkspaceAccess(test.database, dana.organizationSlug, 'nothing', dana.userId)).toBeNull()
})

it('the switcher lists only what a person is in', async () => {
  const dana = person(0)
  const organizations = await listAccessibleOrganizations(test.database, dana.userId)
  expect(organizations.map(({ organization }) => organization.slug)).toEqual([dana.organizationSlug])
  expect(organizations[0]?.workspaces.map(({ slug }) => slug)).toEqual([dana.workspaceSlug])
})

it('whom to ask for a right is looked up inside one organization', async () => {
  const dana = person(0)
  const colleagues = await listColleagues(test.database, dana.organizationId, ['owner', 'admin'])
  expect(colleagues.map(({ email }) => email)).toEqual(['dana@example.com'])
})
