/**
 * Executes what the attempt machine decides: sends to one candidate at a time, hands its events on, and goes to the
 * next one when the machine says so.
 *
 * - Nothing of a candidate is handed on before its first content, so a failed one leaves no trace in the answer.
 * - A client that goes away aborts the call, or, where the provider bills the rest anyway, lets it be read to its end
 *   within a bound, so that the charge is what the provider reports.
 * - Every attempt is recorded, with owner, status and times.
 */
import type { AttemptRecord } from '@turnpike/contracts/activity/generation-detail'
import type { Failure } from '@turnpike/contracts/errors/failure'
import { type CanonicalEvent, isContentEvent, type ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { invariant } from '@turnpike/kernel/invariant'
import { callEndpoint } from '@turnpike/providers/transport/call-endpoint'
import { type AttemptStep, nextAttempt, startAttempts } from '@turnpike/router/core/attempt-machine'
import type { Candidate } from '@turnpike/router/core/plan'
import type { ClientExchange } from './exchange.ts'
import type { InferenceDeps } from './inference-deps.ts'
import { measureAttempt } from './measure-attempt.ts'
import { reportHealth, toAttemptRecord } from './report-attempt.ts'
import { openUpstreamSignal } from './upstream-signal.ts'

export type AttemptsInput = {
  exchange: ClientExchange
  request: InferenceRequest
  candidates: readonly Candidate[]
  maxAttempts: number
  outputLimit: number | null
  /** Told before the first event of a candidate is handed on: from then on no other one can answer. */
  onAnswering: (candidateIndex: number) => void
}

export type AttemptsOutcome = {
  /** Index of the candidate that answered, whole or in part; `null` when none did. */
  winner: number | null
  /** What the client is to be told; `null` when the answer is complete or the client is gone. */
  failure: Failure | null
  clientGone: boolean
  attempts: AttemptRecord[]
}

export async function* runAttempts(
  deps: InferenceDeps,
  input: AttemptsInput,
): AsyncGenerator<CanonicalEvent, AttemptsOutcome> {
  const attempts: AttemptRecord[] = []
  let winner: number | null = null
  let step = startAttempts(input.candidates, input.maxAttempts)
  for (;;) {
    const { command } = step
    if (command.type === 'send') {
      const sent = yield* sendTo(deps, input, step, command.candidateIndex)
      attempts.push(sent.record)
      if (sent.answered) winner = command.candidateIndex
      step = sent.step
    } else if (command.type === 'wait') {
      step = nextAttempt(step.state, await waitFor(command.waitMs, input.exchange.closed))
    } else {
      return {
        winner,
        failure: command.type === 'fail' ? command.failure : null,
        clientGone: command.type === 'abort' || input.exchange.closed.aborted,
        attempts,
      }
    }
  }
}

type Sent = { step: AttemptStep; record: AttemptRecord; answered: boolean }

/** One call to one candidate, from the first byte sent to its end, failure or abort. */
async function* sendTo(
  deps: InferenceDeps,
  input: AttemptsInput,
  sending: AttemptStep,
  candidateIndex: number,
): AsyncGenerator<CanonicalEvent, Sent> {
  const candidate = input.candidates[candidateIndex]
  invariant(candidate, `the machine chose candidate ${candidateIndex} of ${input.candidates.length}`)
  const { provider } = candidate
  const upstream = openUpstreamSignal(input.exchange, provider.policy, deps.settings)
  const measure = measureAttempt(input.exchange, input.request.stream)
  const waiting: CanonicalEvent[] = []
  let step = sending
  let failure: ProviderError | null = null

  try {
    for await (const event of callEndpoint(deps.transport, {
      provider,
      endpoint: candidate.endpoint,
      ...deps.providers.locate(provider),
      request: input.request,
      maxOutputTokens: input.outputLimit,
      signal: upstream.signal,
      firstByteTimeoutMs: provider.timeouts.firstByteMs,
      idleTimeoutMs: provider.timeouts.idleMs,
    })) {
      measure.observe(event)
      if (event.type === 'error') {
        failure = event.error
        break
      }
      if (event.type === 'start') step = nextAttempt(step.state, { type: 'started' })
      if (isContentEvent(event) && measure.isFirstContent()) step = nextAttempt(step.state, { type: 'content' })
      waiting.push(event)
      if (measure.hasContent() || event.type === 'end') {
        input.onAnswering(candidateIndex)
        yield* waiting.splice(0)
      }
      if (event.type === 'end') {
        step = nextAttempt(step.state, { type: 'ended' })
        break
      }
    }
  } finally {
    upstream.close()
  }

  const ending = endingOf(step, failure, upstream.stoppedBy(), deps.clock.nowMs())
  const record = toAttemptRecord(deps, candidate, measure, ending)
  reportHealth(deps, candidate, measure, ending)
  return { step: ending.step, record, answered: ending.outcome === 'succeeded' || measure.hasContent() }
}

type Ending = { step: AttemptStep; outcome: AttemptRecord['outcome']; error: ProviderError | null }

/** What the end of a call means for the machine. A call that stopped without a word was stopped by us. */
function endingOf(
  step: AttemptStep,
  failure: ProviderError | null,
  stoppedBy: 'client' | 'deadline' | null,
  nowMs: number,
): Ending {
  if (step.state.phase === 'done') return { step, outcome: 'succeeded', error: null }
  if (stoppedBy === 'deadline') {
    return { step: nextAttempt(step.state, { type: 'deadline' }), outcome: 'failed', error: TOO_LATE }
  }
  if (stoppedBy === 'client') {
    return { step: nextAttempt(step.state, { type: 'client-closed' }), outcome: 'aborted', error: null }
  }
  const error = failure ?? BROKE_OFF
  return { step: nextAttempt(step.state, { type: 'failed', failure: error, atMs: nowMs }), outcome: 'failed', error }
}

const ownWords = (code: ProviderError['code']): ProviderError => ({
  code,
  status: null,
  providerCode: null,
  providerMessage: null,
  retryAfterSeconds: null,
})
const TOO_LATE = ownWords('timeout')
const BROKE_OFF = ownWords('provider_stream_cut')

/** Waits, or learns that the client left meanwhile. */
async function waitFor(waitMs: number, closed: AbortSignal): Promise<{ type: 'waited' } | { type: 'client-closed' }> {
  if (closed.aborted) return { type: 'client-closed' }
  return new Promise((resolve) => {
    const onClose = () => {
      clearTimeout(timer)
      resolve({ type: 'client-closed' })
    }
    const timer = setTimeout(() => {
      closed.removeEventListener('abort', onClose)
      resolve({ type: 'waited' })
    }, waitMs)
    closed.addEventListener('abort', onClose, { once: true })
  })
}
