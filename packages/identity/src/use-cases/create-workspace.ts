import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { err, ok, type Result } from '@turnpike/kernel/result'
import type { WorkspaceMode } from '../core/api-key.ts'
import { parseDisplayName } from '../core/display-name.ts'
import { numberedSlug, toSlug } from '../core/slug.ts'
import { recordAudit } from '../store/audit.ts'
import { findWorkspaceById, insertWorkspace, type WorkspaceView } from '../store/workspaces.ts'

export type CreateWorkspaceInput = {
  organizationId: string
  actorUserId: string
  name: string
  /** `test` workspaces get `sk-tp-test-` keys. */
  mode: WorkspaceMode
  ipAddress?: string | undefined
}

const SLUG_ATTEMPTS = 50

/** Adds a workspace under a slug made from its name. Fails with `invalid_request`, and `conflict` for a worn-out name. */
export async function createWorkspace(
  deps: { clock: Clock; ids: Ids },
  transaction: Queryable,
  input: CreateWorkspaceInput,
): Promise<Result<WorkspaceView, Failure>> {
  const name = parseDisplayName(input.name)
  if (!name.ok) return name
  const nowMs = deps.clock.nowMs()
  const workspace = { id: deps.ids.next('workspace'), name: name.value, mode: input.mode, createdAt: new Date(nowMs) }
  const slug = await insertUnderFreeSlug(transaction, input.organizationId, workspace)
  if (slug === null) return err(failure('conflict', 'Too many workspaces have this name. Choose another one.'))
  await recordAudit(transaction, input.organizationId, {
    id: deps.ids.next('audit'),
    workspaceId: workspace.id,
    actorUserId: input.actorUserId,
    action: 'workspace.created',
    targetKind: 'workspace',
    targetId: workspace.id,
    after: { name: workspace.name, slug, mode: workspace.mode },
    ipAddress: input.ipAddress,
    createdAtMs: nowMs,
  })
  const created = await findWorkspaceById(transaction, input.organizationId, workspace.id)
  invariant(created, 'a workspace that was just inserted is there')
  return ok(created)
}

async function insertUnderFreeSlug(
  transaction: Queryable,
  organizationId: string,
  workspace: { id: string; name: string; mode: WorkspaceMode; createdAt: Date },
): Promise<string | null> {
  for (let number = 1; number <= SLUG_ATTEMPTS; number++) {
    const slug = numberedSlug(toSlug(workspace.name), number)
    if (await insertWorkspace(transaction, organizationId, { ...workspace, slug })) return slug
  }
  return null
}
