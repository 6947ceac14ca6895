/** How long a browser stays signed in: at most 30 days, and not when it was away for a day. */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const SESSION_ABSOLUTE_MS = 30 * 24 * HOUR_MS
export const SESSION_IDLE_MS = 24 * HOUR_MS
/** A visit is written down at most once in this time, so that reading a page is not a write. */
export const SESSION_TOUCH_MS = MINUTE_MS

type SessionTimes = { lastSeenAt: Date; expiresAt: Date; revokedAt: Date | null }

export const isSessionLive = (session: SessionTimes, nowMs: number): boolean =>
  session.revokedAt === null &&
  nowMs < session.expiresAt.getTime() &&
  nowMs < session.lastSeenAt.getTime() + SESSION_IDLE_MS

export const isSessionTouchDue = (session: SessionTimes, nowMs: number): boolean =>
  nowMs >= session.lastSeenAt.getTime() + SESSION_TOUCH_MS
