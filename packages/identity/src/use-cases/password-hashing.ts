/** argon2id with OWASP's first choice of cost: 19 MiB of memory, two passes, one lane. About 10 ms a hash. */
import { hash, verify } from '@node-rs/argon2'
import { normalizePassword } from '../core/password.ts'

const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** A hash of no password that anybody can know, made once: what an unknown person's guess is checked against. */
let nobodysHash: Promise<string> | undefined

export const hashPassword = (password: string): Promise<string> => hash(normalizePassword(password), COST)

/**
 * Whether a password belongs to a hash. Without a hash (no such person, or one without a password) the same work is
 * done in vain, so that the time of an answer does not tell which addresses have an account.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash(crypto.getRandomValues(new Uint8Array(32)), COST)
  const matches = await verify(passwordHash ?? (await nobodysHash), normalizePassword(password))
  return passwordHash !== null && matches
}
