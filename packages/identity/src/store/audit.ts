/** Who changed what. Entries are written inside the transaction of the change, and only ever added. */
import { databaseNull, prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { JsonObject } from '@turnpike/kernel/json'

export type AuditEntry = {
  id: string
  workspaceId?: string | null
  actorUserId?: string | null
  actorKeyId?: string | null
  /** `key.created`, `organization.created` … */
  action: string
  targetKind: string
  targetId: string
  /** What changed. Never a secret, never a digest. */
  before?: JsonObject | null
  after?: JsonObject | null
  ipAddress?: string | null | undefined
  createdAtMs: number
}

export async function recordAudit(queryable: Queryable, organizationId: string, entry: AuditEntry): Promise<void> {
  const { createdAtMs, before, after, ipAddress, ...columns } = entry
  await prisma(queryable).auditEntry.create({
    data: {
      ...columns,
      organizationId,
      before: before ?? databaseNull,
      after: after ?? databaseNull,
      ipAddress: ipAddress ?? null,
      createdAt: new Date(createdAtMs),
    },
  })
}

export type AuditView = {
  id: string
  workspaceId: string | null
  actorUserId: string | null
  /** Name of the person, else the e-mail address. */
  actorName: string | null
  actorKeyId: string | null
  action: string
  targetKind: string
  targetId: string
  before: unknown
  after: unknown
  ipAddress: string | null
  createdAt: Date
}

/** The newest entries, or those older than `before`; with a target only what was done to it. */
export async function listAudit(
  queryable: Queryable,
  organizationId: string,
  page: {
    before?: { createdAt: Date; id: string } | undefined
    target?: { targetKind: string; targetId: string } | undefined
    limit: number
  },
): Promise<AuditView[]> {
  const older = page.before && {
    OR: [
      { createdAt: { lt: page.before.createdAt } },
      { createdAt: page.before.createdAt, id: { lt: page.before.id } },
    ],
  }
  const rows = await prisma(queryable).auditEntry.findMany({
    where: { organizationId, ...page.target, ...older },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.limit,
    omit: { organizationId: true },
  })
  const actorIds = [...new Set(rows.flatMap((row) => row.actorUserId ?? []))]
  const actors = await prisma(queryable).user.findMany({
    where: { id: { in: actorIds } },
    select: { id: true, name: true, email: true },
  })
  const names = new Map(actors.map((actor) => [actor.id, actor.name ?? actor.email]))
  return rows.map((row) => ({ ...row, actorName: names.get(row.actorUserId ?? '') ?? null }))
}
