/**
 * Which candidate is tried when, as a reducer. The shell carries out the command and reports what happened.
 *
 * - One attempt is open at a time: a `send` is answered by `failed`, `ended`, `deadline` or `client-closed` before the next.
 * - After the first content nothing is sent again: the client has seen a part of this answer.
 * - At most `maxAttempts` are sent. As long as models of the plan are untried, an attempt is kept for each of them.
 * - `done` and `failed` are final; whatever comes later is ignored.
 */
import { errorDefinition } from '@turnpike/contracts/errors/error-table'
import { type Failure, failure } from '@turnpike/contracts/errors/failure'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import { invariant } from '@turnpike/kernel/invariant'
import { MAX_ATTEMPTS } from './attempt-limit.ts'
import { chooseFailure, describeErrors, type FailedAttempt } from './choose-failure.ts'
import { chooseNextCandidate } from './choose-next-candidate.ts'
import type { Candidate } from './plan.ts'

export type AttemptEvent =
  /** The provider accepted the request; nothing of the answer is there yet. */
  | { type: 'started' }
  /** The first content event is about to go to the client. */
  | { type: 'content' }
  | { type: 'ended' }
  | { type: 'failed'; failure: ProviderError; atMs: number }
  /** The time of a `wait` command has passed. */
  | { type: 'waited' }
  /** The time for the whole request is over. */
  | { type: 'deadline' }
  | { type: 'client-closed' }

export type AttemptCommand =
  | { type: 'send'; candidateIndex: number }
  | { type: 'wait'; waitMs: number }
  /** Nothing to do: go on with what is open. */
  | { type: 'continue' }
  | { type: 'finish' }
  /** Abort what is open upstream, and tell the client. */
  | { type: 'fail'; failure: Failure }
  /** Abort what is open upstream; there is nobody to tell. */
  | { type: 'abort' }

export type AttemptPhase = 'choosing' | 'sending' | 'streaming' | 'done' | 'failed'

export type AttemptState = {
  phase: AttemptPhase
  candidates: readonly Candidate[]
  maxAttempts: number
  /** The candidate that is open, or was tried last. */
  candidateIndex: number
  /** Attempts sent so far. */
  attempts: number
  contentSent: boolean
  errors: readonly FailedAttempt[]
}

export type AttemptStep = { state: AttemptState; command: AttemptCommand }

/** Sends to the first candidate. `candidates` is not empty, `maxAttempts` at least 1. */
export function startAttempts(candidates: readonly Candidate[], maxAttempts: number = MAX_ATTEMPTS): AttemptStep {
  invariant(candidates.length > 0, 'a plan has a candidate')
  invariant(maxAttempts >= 1, 'a request is tried at least once')
  const state: AttemptState = {
    phase: 'choosing',
    candidates,
    maxAttempts,
    candidateIndex: 0,
    attempts: 0,
    contentSent: false,
    errors: [],
  }
  return send(state, 0)
}

export function nextAttempt(state: AttemptState, event: AttemptEvent): AttemptStep {
  if (state.phase === 'done' || state.phase === 'failed') return { state, command: { type: 'continue' } }
  switch (event.type) {
    case 'started':
      return proceed(state, 'streaming')
    case 'content':
      return proceed({ ...state, contentSent: true }, 'streaming')
    case 'ended':
      return isOpen(state) ? { state: { ...state, phase: 'done' }, command: { type: 'finish' } } : ignore(state)
    case 'failed':
      return isOpen(state) ? afterFailure(withError(state, event)) : ignore(state)
    case 'waited':
      return state.phase === 'choosing' ? send(state, state.candidateIndex) : ignore(state)
    case 'deadline':
      return fail(state, timedOut(state))
    case 'client-closed':
      return { state: { ...state, phase: 'failed' }, command: { type: 'abort' } }
  }
}

const isOpen = (state: AttemptState): boolean => state.phase === 'sending' || state.phase === 'streaming'

const ignore = (state: AttemptState): AttemptStep => ({ state, command: { type: 'continue' } })

const proceed = (state: AttemptState, phase: AttemptPhase): AttemptStep =>
  state.phase === 'choosing' ? ignore(state) : { state: { ...state, phase }, command: { type: 'continue' } }

const send = (state: AttemptState, candidateIndex: number): AttemptStep => ({
  state: { ...state, phase: 'sending', candidateIndex, attempts: state.attempts + 1 },
  command: { type: 'send', candidateIndex },
})

const fail = (state: AttemptState, reason: Failure): AttemptStep => ({
  state: { ...state, phase: 'failed' },
  command: { type: 'fail', failure: reason },
})

function withError(state: AttemptState, event: Extract<AttemptEvent, { type: 'failed' }>): AttemptState {
  const candidate = state.candidates[state.candidateIndex]
  invariant(candidate, 'the candidate that failed is in the plan')
  return { ...state, errors: [...state.errors, { candidate, error: event.failure, atMs: event.atMs }] }
}

function afterFailure(state: AttemptState): AttemptStep {
  const last = state.errors.at(-1)
  const mayRetry = last !== undefined && errorDefinition(last.error.code).retry !== 'never'
  if (!mayRetry || state.contentSent || state.attempts >= state.maxAttempts) return failWithErrors(state)
  const next = chooseNextCandidate(state)
  if (next !== null) return send(state, next)
  const waitMs = waitForSame(state)
  return waitMs === null
    ? failWithErrors(state)
    : { state: { ...state, phase: 'choosing' }, command: { type: 'wait', waitMs } }
}

const LONGEST_WAIT_SECONDS = 1

/**
 * The same provider is asked twice only when nobody else is left and it named a moment that is worth waiting for.
 * Returns how long, or `null`.
 */
function waitForSame(state: AttemptState): number | null {
  const current = state.candidates[state.candidateIndex]
  const ofCurrent = state.errors.filter((failed) => failed.candidate === current)
  const retryAfterSeconds = ofCurrent.at(-1)?.error.retryAfterSeconds ?? null
  if (retryAfterSeconds === null || ofCurrent.length > 1) return null
  return retryAfterSeconds >= 0 && retryAfterSeconds <= LONGEST_WAIT_SECONDS
    ? Math.ceil(retryAfterSeconds * 1_000)
    : null
}

/** A failure in the middle of an answer is told as it is: the client saw the beginning, so what came before is history. */
const failWithErrors = (state: AttemptState): AttemptStep =>
  fail(state, chooseFailure(state.contentSent ? state.errors.slice(-1) : state.errors, state.errors))

const timedOut = (state: AttemptState): Failure =>
  failure('timeout', undefined, state.errors.length > 0 ? { metadata: describeErrors(state.errors) } : undefined)
