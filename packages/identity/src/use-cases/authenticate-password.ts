import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Queryable } from '@turnpike/db/database'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { parseEmailAddress } from '../core/email-address.ts'
import { PASSWORD_MAX_BYTES } from '../core/password.ts'
import { findCredentials } from '../store/users.ts'
import { verifyPassword } from './password-hashing.ts'

export type AuthenticatedUser = { userId: string; email: string; name: string | null }

/**
 * Checks an address and a password. Whatever is wrong, the failure is the same and took the same work: one look-up
 * and one hash. Limiting the rate of attempts is the caller's.
 */
export async function authenticatePassword(
  deps: { database: Queryable },
  input: { email: string; password: string },
): Promise<Result<AuthenticatedUser, Failure>> {
  const email = parseEmailAddress(input.email)
  const user = await findCredentials(deps.database, email.ok ? email.value : '')
  // An overlong text cannot be anybody's password, so a short one that is nobody's either stands in for it.
  const isPossible = Buffer.byteLength(input.password) <= 4 * PASSWORD_MAX_BYTES
  const matches = await verifyPassword(
    isPossible ? (user?.passwordHash ?? null) : null,
    isPossible ? input.password : '',
  )
  if (!user || !matches) return err(failure('authentication', 'The e-mail address or the password is wrong.'))
  return ok({ userId: user.userId, email: user.email, name: user.name })
}
