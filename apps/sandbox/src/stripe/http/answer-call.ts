/**
 * One API call from parameters to answer, in one transaction. A POST with an idempotency key takes effect at most once:
 * the first answer is kept with the effect itself and repeated for every later call with that key.
 */
import { createHash } from 'node:crypto'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { invalidRequest, type StripeFailure } from '../core/failure.ts'
import { findSavedAnswer, type SavedAnswer, saveAnswer } from '../store/idempotency-store.ts'
import { inTransaction } from '../store/open-database.ts'
import type { World } from '../world.ts'
import { expandObject } from './expand-object.ts'
import type { ApiCall, Operation } from './operation.ts'

export type Answer = {
  status: number
  body: string
  /** The id of the request that took effect, when this answer only repeats its answer. */
  originalRequestId: string | null
}

/** `route` is the method and path as called. */
export type IncomingCall = ApiCall & { apiKey: string; route: string }

const MAX_KEY_LENGTH = 255

export function answerCall(world: World, operation: Operation, call: IncomingCall): Answer {
  return inTransaction(world.database, () => {
    const idempotencyKey = operation.method === 'POST' ? call.cause.idempotencyKey : null
    if (idempotencyKey === null) return toAnswer(perform(world, operation, call))
    const saved = findSavedAnswer(world.database, call.apiKey, idempotencyKey, world.clock.nowMs())
    const fingerprint = toFingerprint(call)
    if (saved) return repeat(saved, call, idempotencyKey, fingerprint)
    if (idempotencyKey.length > MAX_KEY_LENGTH) {
      return toAnswer(err(invalidRequest(`Idempotency keys have at most ${MAX_KEY_LENGTH} characters.`)))
    }
    const answer = toAnswer(perform(world, operation, call))
    // Like Stripe: a request that was refused before anything ran leaves its key free.
    if (answer.status === 200 || answer.status === 402) {
      saveAnswer(world.database, call.apiKey, idempotencyKey, {
        route: call.route,
        fingerprint,
        requestId: call.cause.requestId,
        status: answer.status,
        body: answer.body,
        createdMs: world.clock.nowMs(),
      })
    }
    return answer
  })
}

function perform(world: World, operation: Operation, call: ApiCall): Result<object, StripeFailure> {
  const { expand, ...params } = call.params
  const paths = toPaths(expand)
  if (!paths.ok) return paths
  const result = operation.run(world, { ...call, params })
  return result.ok ? expandObject(world, result.value, paths.value) : result
}

function toPaths(expand: unknown): Result<string[], StripeFailure> {
  if (expand === undefined) return ok([])
  const paths = Array.isArray(expand) ? expand : [expand]
  if (paths.every((path) => typeof path === 'string')) return ok(paths)
  return err(invalidRequest('Invalid array', { param: 'expand' }))
}

function repeat(saved: SavedAnswer, call: IncomingCall, key: string, fingerprint: string): Answer {
  if (saved.route === call.route && saved.fingerprint === fingerprint) {
    return { status: saved.status, body: saved.body, originalRequestId: saved.requestId }
  }
  const sameWhat =
    saved.route === call.route
      ? 'with the same parameters they were first used with'
      : `for the same endpoint they were first used for ('${saved.route}')`
  return toAnswer(
    err({
      status: 400,
      error: {
        type: 'idempotency_error',
        message: `Keys for idempotent requests can only be used ${sameWhat}. Try using a key other than '${key}' if you meant to execute a different request.`,
      },
    }),
  )
}

export const toAnswer = (result: Result<object, StripeFailure>): Answer => ({
  status: result.ok ? 200 : result.error.status,
  body: JSON.stringify(result.ok ? result.value : { error: result.error.error }, null, 2),
  originalRequestId: null,
})

/** The same parameters in another order are the same request. */
const toFingerprint = (call: IncomingCall): string =>
  createHash('sha256')
    .update(JSON.stringify(sortKeys(call.params)))
    .digest('hex')

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([first], [second]) => (first < second ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  )
}
