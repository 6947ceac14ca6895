import type { Failure } from '@turnpike/contracts/errors/failure'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { Candidate } from './plan.ts'

export type AttemptEvent =
  | { type: 'started' }
  | { type: 'content' }
  | { type: 'ended' }
  | { type: 'failed'; failure: ProviderError; atMs: number }
  | { type: 'waited' }
  | { type: 'deadline' }
  | { type: 'client-closed' }

export type AttemptCommand =
  | { type: 'send'; candidateIndex: number }
  | { type: 'wait'; waitMs: number }
  | { type: 'continue' }
  | { type: 'finish' }
  | { type: 'fail'; failure: Failure }
  | { type: 'abort' }

export type AttemptPhase = 'choosing' | 'sending' | 'streaming' | 'done' | 'failed'
export type AttemptState = { phase: AttemptPhase }
export type AttemptStep = { state: AttemptState; command: AttemptCommand }

export declare function startAttempts(candidates: readonly Candidate[], maxAttempts: number): AttemptStep
export declare function nextAttempt(state: AttemptState, event: AttemptEvent): AttemptStep
