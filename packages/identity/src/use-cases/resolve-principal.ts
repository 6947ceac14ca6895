/**
 * From the text in a request to the principal behind it. Everything that cannot be a key is turned away by its form
 * and checksum, before any look-up; only a digest goes further.
 */
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { Clock } from '@turnpike/kernel/clock'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { API_KEY_FORM, digestApiKey, parseApiKey } from '../core/api-key.ts'
import type { FoundKey, Principal } from '../core/principal.ts'
import type { KeyCache } from './key-cache.ts'

export type PrincipalDeps = {
  cache: KeyCache
  pepper: string
  clock: Clock
  /** Told why keys cannot be loaded, so that the shell can log it. */
  onLoadError?: (error: unknown) => void
}

export type AuthenticationReason = 'missing' | 'malformed' | 'unknown' | 'disabled' | 'expired' | 'deleted'

/**
 * Fails with `authentication` (`metadata.reason`, and `metadata.key_last_four` where the text begins like a key of ours),
 * and with `unavailable` when the key is not in memory and cannot be loaded.
 */
export async function resolvePrincipal(
  deps: PrincipalDeps,
  secret: string | null,
): Promise<Result<Principal, Failure>> {
  if (secret === null || secret === '')
    return refuse(
      'missing',
      `No API key was given. Send the header "Authorization: Bearer" with a key: ${API_KEY_FORM}.`,
    )
  const parsed = parseApiKey(secret)
  if (!parsed)
    return refuse(
      'malformed',
      `This is not a whole API key. A key is ${API_KEY_FORM}: check that it was copied whole.`,
      lastFourOfOurs(secret),
    )

  let found: FoundKey | null
  try {
    found = await deps.cache.find(digestApiKey(deps.pepper, parsed.secret))
  } catch (error) {
    deps.onLoadError?.(error)
    return err(failure('unavailable', 'API keys cannot be checked right now. Try again.', { retryAfterSeconds: 1 }))
  }
  return judgeKey(found, parsed.lastFour, deps.clock.nowMs())
}

/** Enough to recognise a key of ours that was mistyped; of a secret of another house nothing is repeated. */
const lastFourOfOurs = (secret: string): string | undefined => /^sk-tp-.*([0-9A-Za-z]{4})$/.exec(secret)?.[1]

function judgeKey(found: FoundKey | null, lastFour: string, nowMs: number): Result<Principal, Failure> {
  if (!found)
    return refuse('unknown', `There is no API key ending in ${lastFour}. Create one in the dashboard.`, lastFour)
  const { principal, deleted } = found
  if (deleted)
    return refuse(
      'deleted',
      `The API key ending in ${lastFour} was deleted. Create a new one in the dashboard.`,
      lastFour,
    )
  if (principal.disabled)
    return refuse('disabled', `The API key ending in ${lastFour} is disabled. Enable it in the dashboard.`, lastFour)
  if (principal.expiresAtMs !== null && principal.expiresAtMs <= nowMs) {
    const expiry = new Date(principal.expiresAtMs).toISOString()
    return refuse('expired', `The API key ending in ${lastFour} expired at ${expiry}. Create a new one.`, lastFour)
  }
  return ok(principal)
}

const refuse = (reason: AuthenticationReason, message: string, lastFour?: string): { ok: false; error: Failure } =>
  err(
    failure('authentication', message, {
      metadata: { reason, ...(lastFour !== undefined && { key_last_four: lastFour }) },
    }),
  )
