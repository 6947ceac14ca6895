import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

type NewSession = {
  id: string
  tokenDigest: string
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

export type StoredSession = {
  id: string
  userId: string
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  revokedAt: Date | null
}

export async function insertSession(queryable: Queryable, userId: string, session: NewSession): Promise<void> {
  await prisma(queryable).session.create({ data: { ...session, userId } })
}

/** The session behind a token, dead ones too, with the person it belongs to. */
export async function findSessionByDigest(queryable: Queryable, tokenDigest: string) {
  return await prisma(queryable).session.findUnique({
    where: { tokenDigest },
    include: {
      user: { select: { id: true, email: true, name: true, emailVerifiedAt: true, timeZone: true, theme: true } },
    },
  })
}

/** Writes a visit down, unless a later one is written already. */
export async function touchSession(queryable: Queryable, sessionId: string, seenAt: Date): Promise<void> {
  await prisma(queryable).session.updateMany({
    where: { id: sessionId, lastSeenAt: { lt: seenAt } },
    data: { lastSeenAt: seenAt },
  })
}

/** Sessions of a person that nobody ended, the one seen last first. */
export async function listOpenSessions(queryable: Queryable, userId: string): Promise<StoredSession[]> {
  return await prisma(queryable).session.findMany({
    where: { userId, revokedAt: null },
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    omit: { tokenDigest: true },
  })
}

/** Ends one session of a person. `false` when there is no such open session of that person. */
export async function revokeSessionById(
  queryable: Queryable,
  userId: string,
  sessionId: string,
  revokedAt: Date,
): Promise<boolean> {
  const { count } = await prisma(queryable).session.updateMany({
    where: { id: sessionId, userId, revokedAt: null },
    data: { revokedAt },
  })
  return count > 0
}

export async function revokeSessionByDigest(queryable: Queryable, tokenDigest: string, revokedAt: Date): Promise<void> {
  await prisma(queryable).session.updateMany({ where: { tokenDigest, revokedAt: null }, data: { revokedAt } })
}

/** Ends all sessions of a person, but not `keepSessionId`. Gives how many were ended. */
export async function revokeSessionsOfUser(
  queryable: Queryable,
  userId: string,
  keepSessionId: string | null,
  revokedAt: Date,
): Promise<number> {
  const { count } = await prisma(queryable).session.updateMany({
    where: { userId, revokedAt: null, ...(keepSessionId !== null && { id: { not: keepSessionId } }) },
    data: { revokedAt },
  })
  return count
}
