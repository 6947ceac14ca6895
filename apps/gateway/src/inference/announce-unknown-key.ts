/**
 * Tells pages that wait for a first request that a key nobody knows was used, by its last four characters: a key that
 * was copied in part is the usual reason for waiting in vain. A hint only, so few a minute are enough.
 */
import type { Failure } from '@turnpike/contracts/errors/failure'
import { notify } from '@turnpike/db/notifications'
import type { InferenceDeps } from './inference-deps.ts'

const HINTS_A_MINUTE = 60
const HINT = 'unknown key'
/** Why a key was refused, when it belongs to nobody. */
const NOBODYS = ['unknown', 'malformed']

export function announceUnknownKey(deps: InferenceDeps, error: Failure): void {
  const { reason, key_last_four: lastFour } = error.metadata ?? {}
  if (!NOBODYS.includes(String(reason)) || typeof lastFour !== 'string') return
  if (!deps.hints.take(HINT, HINTS_A_MINUTE).taken) return
  notify(deps.database, { topic: 'unknown_key_used', lastFour }).catch((cause: unknown) =>
    deps.logger.debug({ err: cause }, 'an unknown key could not be announced'),
  )
}
