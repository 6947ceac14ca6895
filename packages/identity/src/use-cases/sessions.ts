/**
 * Browsers that are signed in. The cookie holds a random token of 256 bits, which is given out once; the database
 * knows its SHA-256 only. A session ends 30 days after the log-in, after a day without a visit, or when revoked.
 */
import type { Database } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { digestToken, generateToken, isToken } from '../core/opaque-token.ts'
import { isSessionLive, isSessionTouchDue, SESSION_ABSOLUTE_MS } from '../core/session.ts'
import {
  findSessionByDigest,
  insertSession,
  listOpenSessions,
  revokeSessionByDigest,
  revokeSessionById,
  revokeSessionsOfUser,
  touchSession,
} from '../store/sessions.ts'

export type SessionDeps = { database: Database; clock: Clock; ids: Ids }

export type SessionUser = {
  sessionId: string
  userId: string
  email: string
  name: string | null
  emailVerifiedAt: Date | null
  timeZone: string | null
  theme: string
  expiresAt: Date
}

export type SessionView = {
  sessionId: string
  userAgent: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

const USER_AGENT_MAX = 400

/** Signs a browser in. The token exists only in this answer. */
export async function createSession(
  deps: SessionDeps,
  userId: string,
  browser: { userAgent: string | null },
): Promise<{ sessionId: string; token: string; expiresAt: Date }> {
  const token = generateToken()
  const sessionId = deps.ids.next('session')
  const now = new Date(deps.clock.nowMs())
  const expiresAt = new Date(now.getTime() + SESSION_ABSOLUTE_MS)
  await insertSession(deps.database, userId, {
    id: sessionId,
    tokenDigest: digestToken(token),
    userAgent: browser.userAgent?.replaceAll('\0', '').toWellFormed().slice(0, USER_AGENT_MAX) ?? null,
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  })
  return { sessionId, token, expiresAt }
}

/** Who a cookie's token stands for, or `null` when the session is over or never was. Notes the visit. */
export async function findSession(deps: SessionDeps, token: string): Promise<SessionUser | null> {
  if (!isToken(token)) return null
  const session = await findSessionByDigest(deps.database, digestToken(token))
  const nowMs = deps.clock.nowMs()
  if (!session || !isSessionLive(session, nowMs)) return null
  if (isSessionTouchDue(session, nowMs)) await touchSession(deps.database, session.id, new Date(nowMs))
  const { id: userId, ...user } = session.user
  return { sessionId: session.id, userId, ...user, expiresAt: session.expiresAt }
}

/** Sessions of a person that are still good. */
export async function listSessions(deps: SessionDeps, userId: string): Promise<SessionView[]> {
  const nowMs = deps.clock.nowMs()
  const sessions = await listOpenSessions(deps.database, userId)
  return sessions
    .filter((session) => isSessionLive(session, nowMs))
    .map(({ id, userAgent, createdAt, lastSeenAt, expiresAt }) => ({
      sessionId: id,
      userAgent,
      createdAt,
      lastSeenAt,
      expiresAt,
    }))
}

/** Ends one session of a person; `false` when it is not theirs or over already. */
export const revokeSession = (deps: SessionDeps, userId: string, sessionId: string): Promise<boolean> =>
  revokeSessionById(deps.database, userId, sessionId, new Date(deps.clock.nowMs()))

/** Logging out. */
export async function revokeSessionByToken(deps: SessionDeps, token: string): Promise<void> {
  if (isToken(token)) await revokeSessionByDigest(deps.database, digestToken(token), new Date(deps.clock.nowMs()))
}

/** "Log out everywhere else". Gives how many were ended. */
export const revokeOtherSessions = (deps: SessionDeps, userId: string, keepSessionId: string): Promise<number> =>
  revokeSessionsOfUser(deps.database, userId, keepSessionId, new Date(deps.clock.nowMs()))
