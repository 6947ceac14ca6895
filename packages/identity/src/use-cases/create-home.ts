/** Where a new person lands: an organization of their own with an empty wallet and one workspace. */
import type { Queryable } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { numberedSlug, toSlug } from '../core/slug.ts'
import { recordAudit } from '../store/audit.ts'
import { insertMembership, insertOrganization } from '../store/organizations.ts'
import { insertWorkspace } from '../store/workspaces.ts'

export type SignedUp = {
  userId: string
  organizationId: string
  organizationSlug: string
  workspaceId: string
  workspaceSlug: string
}

export type NewPerson = { userId: string; email: string; name: string | null; ipAddress?: string | undefined }

const WORKSPACE_SLUG = 'default'
const COUNTED_SLUGS = 20
const RANDOM_SLUGS = 20

/** Runs inside the transaction that adds the person. */
export async function createHome(
  deps: { clock: Clock; ids: Ids },
  transaction: Queryable,
  person: NewPerson,
): Promise<SignedUp> {
  const createdAt = new Date(deps.clock.nowMs())
  const organization = await insertOrganizationNamedAfter(deps.ids, transaction, person, createdAt)
  const workspaceId = deps.ids.next('workspace')
  await insertMembership(transaction, organization.id, {
    id: deps.ids.next('membership'),
    userId: person.userId,
    role: 'owner',
    createdAt,
  })
  await insertWorkspace(transaction, organization.id, {
    id: workspaceId,
    slug: WORKSPACE_SLUG,
    name: 'Default',
    mode: 'live',
    createdAt,
  })
  await recordAudit(transaction, organization.id, {
    id: deps.ids.next('audit'),
    workspaceId,
    actorUserId: person.userId,
    action: 'organization.created',
    targetKind: 'organization',
    targetId: organization.id,
    after: { slug: organization.slug, workspace: WORKSPACE_SLUG },
    ipAddress: person.ipAddress,
    createdAtMs: createdAt.getTime(),
  })
  return {
    userId: person.userId,
    organizationId: organization.id,
    organizationSlug: organization.slug,
    workspaceId,
    workspaceSlug: WORKSPACE_SLUG,
  }
}

async function insertOrganizationNamedAfter(ids: Ids, transaction: Queryable, person: NewPerson, createdAt: Date) {
  const localPart = person.email.slice(0, person.email.lastIndexOf('@'))
  const organization = { id: ids.next('organization'), name: person.name ?? localPart, isPersonal: true, createdAt }
  for (const slug of slugCandidates(toSlug(localPart))) {
    if (await insertOrganization(transaction, { ...organization, slug })) return { ...organization, slug }
  }
  invariant(false, `no free slug was found for "${localPart}"`)
}

/** `dana`, `dana-2` … `dana-20`, then numbers drawn by lot, so that the thousandth "info" is found quickly too. */
function* slugCandidates(slug: string): Generator<string> {
  for (let number = 1; number <= COUNTED_SLUGS; number++) yield numberedSlug(slug, number)
  for (const number of crypto.getRandomValues(new Uint32Array(RANDOM_SLUGS))) yield numberedSlug(slug, number)
}
