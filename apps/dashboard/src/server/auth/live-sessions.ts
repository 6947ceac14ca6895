/**
 * Which session a cookie's token stands for, remembered for a moment so that the many procedures of one page ask the
 * database once. Ending a session here is felt at once; ended elsewhere, within that moment.
 */
import 'server-only'
import { findSession, revokeSessionByToken, type SessionUser } from '@turnpike/identity/use-cases/sessions'
import { deps } from '@/server/deps.ts'

const REMEMBERED_MS = 3_000
const MOST_REMEMBERED = 10_000

type Remembered = { session: Promise<SessionUser | null>; untilMs: number }

const remembered = new Map<string, Remembered>()

/** The live session behind a token, or nothing. */
export function findLiveSession(token: string): Promise<SessionUser | null> {
  const nowMs = deps().clock.nowMs()
  const known = remembered.get(token)
  if (known && nowMs < known.untilMs) return known.session
  const session = findSession(deps(), token)
  remember(token, { session, untilMs: nowMs + REMEMBERED_MS })
  // A failed look-up is not an answer: the next one asks again.
  session.catch(() => remembered.delete(token))
  return session
}

function remember(token: string, entry: Remembered): void {
  if (remembered.size >= MOST_REMEMBERED) remembered.clear()
  remembered.set(token, entry)
}

export async function endLiveSession(token: string): Promise<void> {
  await revokeSessionByToken(deps(), token)
  remembered.delete(token)
}
