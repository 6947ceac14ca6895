/** API keys. Only digests come here, never a secret. */
import { prisma, type Sql, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { KeyKind, WorkspaceMode } from '../core/api-key.ts'
import type { KeySummary } from '../core/key-state.ts'
import type { FoundKey } from '../core/principal.ts'

type NewKey = {
  id: string
  workspaceId: string
  name: string
  kind: KeyKind
  digest: string
  prefix: string
  lastFour: string
  ownerUserId: string | null
  createdByUserId: string | null
  createdAt: Date
  expiresAt: Date | null
  rotatedFromId: string | null
}

export async function insertKey(queryable: Queryable, organizationId: string, key: NewKey): Promise<void> {
  await prisma(queryable).apiKey.create({ data: { ...key, organizationId } })
}

/** All keys of a workspace, deleted ones too (their requests stay in the logs), the newest first. */
export const listKeys = (queryable: Queryable, organizationId: string, workspaceId: string): Promise<KeySummary[]> =>
  selectKeys(queryable, sql`k.organization_id = ${organizationId} AND k.workspace_id = ${workspaceId}`)

export async function findKey(queryable: Queryable, organizationId: string, keyId: string): Promise<KeySummary | null> {
  const [key] = await selectKeys(queryable, sql`k.organization_id = ${organizationId} AND k.id = ${keyId}`)
  return key ?? null
}

const selectKeys = (queryable: Queryable, condition: Sql): Promise<KeySummary[]> =>
  prisma(queryable).$queryRaw<KeySummary[]>(sql`
    SELECT k.id, k.organization_id AS "organizationId", k.workspace_id AS "workspaceId", k.name, k.kind, k.prefix,
           k.last_four AS "lastFour", k.owner_user_id AS "ownerUserId", coalesce(u.name, u.email) AS "ownerName",
           k.created_by_user_id AS "createdByUserId", k.created_at AS "createdAt", k.expires_at AS "expiresAt",
           k.disabled_at AS "disabledAt", k.deleted_at AS "deletedAt", k.last_used_at AS "lastUsedAt",
           k.rotated_from_id AS "rotatedFromId"
    FROM api_key k LEFT JOIN "user" u ON u.id = k.owner_user_id
    WHERE ${condition}
    ORDER BY k.created_at DESC, k.id DESC`)

type PrincipalRow = {
  keyId: string
  keyName: string
  keyPrefix: string
  keyLastFour: string
  kind: KeyKind
  organizationId: string
  organizationSlug: string
  workspaceId: string
  workspaceSlug: string
  ownerUserId: string | null
  mode: WorkspaceMode
  expiresAt: Date | null
  disabled: boolean
  deleted: boolean
}

/**
 * The key behind a digest with everything a principal carries, in one round trip. It has no tenant argument because
 * it is what finds the tenant. A key of a deleted workspace counts as deleted.
 */
export async function findKeyByDigest(queryable: Queryable, digest: string): Promise<FoundKey | null> {
  const [row] = await prisma(queryable).$queryRaw<PrincipalRow[]>(sql`
    SELECT k.id AS "keyId", k.name AS "keyName", k.prefix AS "keyPrefix", k.last_four AS "keyLastFour", k.kind,
           o.id AS "organizationId", o.slug AS "organizationSlug", w.id AS "workspaceId", w.slug AS "workspaceSlug",
           k.owner_user_id AS "ownerUserId", w.mode, k.expires_at AS "expiresAt",
           k.disabled_at IS NOT NULL AS disabled,
           (k.deleted_at IS NOT NULL OR w.deleted_at IS NOT NULL) AS deleted
    FROM api_key k
    JOIN workspace w ON w.id = k.workspace_id
    JOIN organization o ON o.id = k.organization_id
    WHERE k.digest = ${digest}`)
  if (!row) return null
  const { deleted, expiresAt, ...principal } = row
  return { principal: { ...principal, expiresAtMs: expiresAt?.getTime() ?? null }, deleted }
}

export type KeyChange = { name?: string; disabledAt?: Date | null; deletedAt?: Date; expiresAt?: Date | null }

export async function updateKeyRow(
  queryable: Queryable,
  organizationId: string,
  keyId: string,
  change: KeyChange,
): Promise<void> {
  await prisma(queryable).apiKey.updateMany({ where: { id: keyId, organizationId }, data: change })
}

/**
 * Writes down when keys were last used; an older instant never replaces a newer one. Rows are locked in the order of
 * their ids, because several gateways do this at the same time for the same keys.
 */
export async function touchKeys(
  queryable: Queryable,
  uses: readonly { keyId: string; usedAtMs: number }[],
): Promise<void> {
  if (uses.length === 0) return
  const ids = uses.map((use) => use.keyId)
  const instants = uses.map((use) => new Date(use.usedAtMs).toISOString())
  await prisma(queryable).$executeRaw(sql`
    WITH used AS (
      SELECT id, max(at) AS at FROM unnest(${ids}::text[], ${instants}::timestamptz[]) AS given (id, at) GROUP BY id
    ), locked AS (
      SELECT k.id, used.at FROM api_key k JOIN used ON used.id = k.id
      WHERE k.last_used_at IS NULL OR k.last_used_at < used.at
      ORDER BY k.id FOR NO KEY UPDATE OF k
    )
    UPDATE api_key k SET last_used_at = locked.at FROM locked WHERE k.id = locked.id`)
}
