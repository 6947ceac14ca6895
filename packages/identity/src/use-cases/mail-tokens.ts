/** Links that travel by mail: one use, a bounded life, stored as SHA-256 only. Sending the mail is the caller's. */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { type Database, inTransaction } from '@turnpike/db/database'
import type { Clock } from '@turnpike/kernel/clock'
import type { Ids } from '@turnpike/kernel/ids'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { digestToken, generateToken, isToken } from '../core/opaque-token.ts'
import { checkPassword } from '../core/password.ts'
import { insertMailToken, type MailTokenPurpose, takeMailToken, voidMailTokens } from '../store/mail-tokens.ts'
import { revokeSessionsOfUser } from '../store/sessions.ts'
import { markEmailVerified, setPasswordHash } from '../store/users.ts'
import { hashPassword } from './password-hashing.ts'

export type MailTokenDeps = { database: Database; clock: Clock; ids: Ids }

const HOUR_MS = 3_600_000
const LIFETIME_MS = { verify_email: 48 * HOUR_MS, reset_password: HOUR_MS } as const

/** A new token to put into a link. Earlier ones for the same purpose stop working. */
export async function issueMailToken(deps: MailTokenDeps, userId: string, purpose: MailTokenPurpose): Promise<string> {
  const token = generateToken()
  const now = new Date(deps.clock.nowMs())
  await inTransaction(deps.database, async (transaction) => {
    await voidMailTokens(transaction, userId, purpose, now)
    await insertMailToken(transaction, userId, {
      id: deps.ids.next('token'),
      purpose,
      tokenDigest: digestToken(token),
      expiresAt: new Date(now.getTime() + LIFETIME_MS[purpose]),
      createdAt: now,
    })
  })
  return token
}

/** Proves an address. Fails with `not_found` when the link was used, is too old or never was. */
export async function verifyEmail(deps: MailTokenDeps, token: string): Promise<Result<{ userId: string }, Failure>> {
  const now = new Date(deps.clock.nowMs())
  return await inTransaction(deps.database, async (transaction) => {
    const userId = isToken(token) ? await takeMailToken(transaction, 'verify_email', digestToken(token), now) : null
    if (userId === null) return err(linkIsOver())
    await markEmailVerified(transaction, userId, now)
    return ok({ userId })
  })
}

/** Sets a new password by a mailed link, which proves the address too, and ends every session of the person. */
export async function resetPassword(
  deps: MailTokenDeps,
  input: { token: string; password: string },
): Promise<Result<{ userId: string }, Failure>> {
  const password = checkPassword(input.password)
  if (!password.ok) return password
  if (!isToken(input.token)) return err(linkIsOver())
  const passwordHash = await hashPassword(password.value)
  const now = new Date(deps.clock.nowMs())
  return await inTransaction(deps.database, async (transaction) => {
    const userId = await takeMailToken(transaction, 'reset_password', digestToken(input.token), now)
    if (userId === null) return err(linkIsOver())
    await setPasswordHash(transaction, userId, passwordHash)
    await markEmailVerified(transaction, userId, now)
    await revokeSessionsOfUser(transaction, userId, null, now)
    return ok({ userId })
  })
}

const linkIsOver = (): Failure =>
  failure('not_found', 'This link was used already or is too old. Ask for a new one and open it within its time.')
