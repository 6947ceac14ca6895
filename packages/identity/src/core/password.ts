/**
 * What a password must be. Length is what makes guessing expensive, so there are no rules about kinds of characters;
 * only passwords that are one idea repeated are turned away.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import { err, ok, type Result } from '@turnpike/kernel/result'

export const PASSWORD_MIN_CHARACTERS = 12
/** argon2 takes any length; a bound keeps one request from hashing megabytes. */
export const PASSWORD_MAX_BYTES = 256
const MIN_DISTINCT_CHARACTERS = 5

/** One password typed on two keyboards gives the same bytes only after Unicode normalisation. */
export const normalizePassword = (password: string): string => password.normalize('NFKC')

/** The normalised password, or `invalid_request` with the rule that it breaks. */
export function checkPassword(password: string, emailAddress?: string): Result<string, Failure> {
  const normalized = normalizePassword(password)
  const problem = problemOf(normalized, emailAddress)
  return problem === null
    ? ok(normalized)
    : err(failure('invalid_request', problem, { metadata: { field: 'password' } }))
}

function problemOf(password: string, emailAddress: string | undefined): string | null {
  const characters = [...password]
  if (characters.length < PASSWORD_MIN_CHARACTERS)
    return `Use at least ${PASSWORD_MIN_CHARACTERS} characters; this password has ${characters.length}.`
  if (Buffer.byteLength(password) > PASSWORD_MAX_BYTES)
    return `Use at most ${PASSWORD_MAX_BYTES} bytes (about ${PASSWORD_MAX_BYTES} letters); this password is longer.`
  if (password.includes('\0')) return 'A password cannot contain the NUL character.'
  if (new Set(characters).size < MIN_DISTINCT_CHARACTERS)
    return `Use at least ${MIN_DISTINCT_CHARACTERS} different characters; this password is easy to guess.`
  if (emailAddress !== undefined && password.toLowerCase() === emailAddress.toLowerCase())
    return 'Do not use your e-mail address as the password.'
  return null
}
