import { ERROR_TABLE, type ErrorCode } from '@turnpike/contracts/errors/error-table'
import type { ProviderError } from '@turnpike/contracts/inference/canonical-event'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogFixture, type EndpointFixture, inputFixture } from '../testing/catalog-fixture.ts'
import { attemptLimit, MAX_ATTEMPTS } from './attempt-limit.ts'
import {
  type AttemptCommand,
  type AttemptEvent,
  type AttemptState,
  type AttemptStep,
  nextAttempt,
  startAttempts,
} from './attempt-machine.ts'
import type { Candidate } from './plan.ts'
import { planRequest } from './plan-request.ts'
import { estimateRunnerUp } from './runner-up.ts'

function candidatesOf(models: Record<string, EndpointFixture[]>): readonly Candidate[] {
  const request = sampleRequest({ models: Object.keys(models), provider: { sort: 'price' } })
  const plan = planRequest(inputFixture(catalogFixture(models), { request }))
  if (!plan.ok) throw new Error(plan.error.message)
  return plan.value.candidates
}

const priced = (count: number, more: Partial<EndpointFixture> = {}): EndpointFixture[] =>
  Array.from({ length: count }, (_, index) => ({ provider: `p${index}`, price: `${index + 1}`, ...more }))

const error = (code: ErrorCode, more: Partial<ProviderError> = {}): ProviderError => ({
  code,
  status: 500,
  providerCode: null,
  providerMessage: null,
  retryAfterSeconds: null,
  ...more,
})
const failed = (code: ErrorCode, more: Partial<ProviderError> = {}): AttemptEvent => ({
  type: 'failed',
  failure: error(code, more),
  atMs: 1,
})

/** Feeds the events and gives every command, the first one included. */
function commands(start: AttemptStep, ...events: AttemptEvent[]): AttemptCommand[] {
  const all = [start.command]
  let state = start.state
  for (const event of events) {
    const step = nextAttempt(state, event)
    state = step.state
    all.push(step.command)
  }
  return all
}

const sent = (all: readonly AttemptCommand[]): number[] =>
  all.flatMap((command) => (command.type === 'send' ? [command.candidateIndex] : []))
const lastFailure = (all: readonly AttemptCommand[]) => {
  const last = all.at(-1)
  return last?.type === 'fail' ? last.failure : null
}

const codes = Object.keys(ERROR_TABLE) as ErrorCode[]
const anyEvent: fc.Arbitrary<AttemptEvent> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<AttemptEvent>({ type: 'started' }, { type: 'content' }, { type: 'waited' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<AttemptEvent>({ type: 'ended' }, { type: 'deadline' }, { type: 'client-closed' }),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({ code: fc.constantFrom(...codes), retryAfterSeconds: fc.constantFrom(null, 0, 0.5, 1, 2, 60) })
      .map(({ code, retryAfterSeconds }) => failed(code, { retryAfterSeconds })),
  },
)
const anyStart = fc
  .record({
    first: fc.integer({ min: 1, max: 6 }),
    second: fc.integer({ min: 0, max: 4 }),
    limit: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ first, second, limit }) => ({
    limit,
    start: startAttempts(
      candidatesOf({ 'lab/one': priced(first), ...(second > 0 ? { 'lab/two': priced(second) } : {}) }),
      limit,
    ),
  }))

describe('attempts', () => {
  it('never send after content, never two at a time, and never more than allowed', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyEvent, { maxLength: 30 }), ({ start, limit }, events) => {
        let state: AttemptState = start.state
        let contentSent = false
        let isOpen = true
        let sends = 1
        for (const event of events) {
          const before = state
          const step = nextAttempt(state, event)
          state = step.state
          contentSent ||= event.type === 'content' && (before.phase === 'sending' || before.phase === 'streaming')
          if (event.type === 'failed' || event.type === 'ended') isOpen = false
          if (step.command.type !== 'send') continue
          expect(contentSent).toBe(false)
          expect(isOpen).toBe(false)
          isOpen = true
          sends += 1
        }
        expect(sends).toBeLessThanOrEqual(limit)
      }),
      { numRuns: 500 },
    )
  })

  it('end: whatever fails, after the allowed attempts there is an answer', () => {
    const failures = fc.array(
      fc.record({ code: fc.constantFrom(...codes), retryAfterSeconds: fc.constantFrom(null, 0.5, 30) }),
      { minLength: 20, maxLength: 20 },
    )
    fc.assert(
      fc.property(anyStart, failures, ({ start }, errors) => {
        let { state, command } = start
        let ends = 0
        for (const { code, retryAfterSeconds } of errors) {
          const event: AttemptEvent = command.type === 'wait' ? { type: 'waited' } : failed(code, { retryAfterSeconds })
          ;({ state, command } = nextAttempt(state, event))
          if (command.type === 'fail') ends += 1
        }
        expect(state.phase).toBe('failed')
        expect(ends).toBe(1)
      }),
    )
  })

  it('tell the end exactly once, and nothing happens after it', () => {
    fc.assert(
      fc.property(anyStart, fc.array(anyEvent, { maxLength: 40 }), ({ start }, events) => {
        const ends = commands(start, ...events).filter(
          ({ type }) => type === 'finish' || type === 'fail' || type === 'abort',
        )
        expect(ends.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('go to the next candidate when a provider failed, and finish with its answer', () => {
    const start = startAttempts(candidatesOf({ 'lab/one': priced(3) }))
    const all = commands(
      start,
      failed('provider_unavailable'),
      { type: 'started' },
      { type: 'content' },
      { type: 'ended' },
    )
    expect(sent(all)).toEqual([0, 1])
    expect(all.at(-1)).toEqual({ type: 'finish' })
  })

  it('stop at a failure in the middle of an answer and tell that one', () => {
    const start = startAttempts(candidatesOf({ 'lab/one': priced(3) }))
    const all = commands(start, failed('provider_overloaded'), { type: 'content' }, failed('provider_stream_cut'))
    expect(sent(all)).toEqual([0, 1])
    expect(lastFailure(all)).toMatchObject({ code: 'provider_stream_cut', metadata: { provider_name: 'P1' } })
  })

  it('are not repeated when the request itself is wrong', () => {
    const start = startAttempts(candidatesOf({ 'lab/one': priced(3) }))
    const all = commands(
      start,
      failed('provider_invalid_request', { status: 400, providerMessage: 'seed: not supported' }),
    )
    expect(sent(all)).toEqual([0])
    expect(lastFailure(all)).toMatchObject({
      code: 'provider_invalid_request',
      message: 'The provider rejected the request. seed: not supported',
    })
  })

  it('skip what has no larger context after the prompt was too long', () => {
    const [small, same, large] = [32_000, 32_000, 128_000]
    const endpoints = [small, same, large].map((contextTokens, index) => ({
      ...priced(3)[index],
      provider: `p${index}`,
      contextTokens,
    }))
    const all = commands(startAttempts(candidatesOf({ 'lab/one': endpoints })), failed('context_length_exceeded'))
    expect(sent(all)).toEqual([0, 2])
  })

  it('keep one attempt for each model that was not tried yet', () => {
    const candidates = candidatesOf({ 'lab/one': priced(6), 'lab/two': priced(2), 'lab/three': priced(1) })
    const failures = Array.from({ length: MAX_ATTEMPTS }, () => failed('provider_unavailable'))
    const models = sent(commands(startAttempts(candidates), ...failures)).map((index) => candidates[index]?.model.id)
    expect(models).toEqual(['lab/one', 'lab/one', 'lab/two', 'lab/three'])
  })

  it('wait for the same provider only when it is the last one and says so soon, once', () => {
    const alone = () => startAttempts(candidatesOf({ 'lab/one': priced(1) }))
    const soon = failed('provider_rate_limited', { retryAfterSeconds: 0.25 })
    const waited: AttemptEvent = { type: 'waited' }
    expect(commands(alone(), soon, waited, soon)).toMatchObject([
      { type: 'send' },
      { type: 'wait', waitMs: 250 },
      { type: 'send', candidateIndex: 0 },
      { type: 'fail' },
    ])
    expect(commands(alone(), failed('provider_rate_limited', { retryAfterSeconds: 1.5 })).at(-1)?.type).toBe('fail')
    expect(commands(alone(), failed('provider_unavailable')).at(-1)?.type).toBe('fail')
    const two = startAttempts(candidatesOf({ 'lab/one': priced(2) }))
    expect(commands(two, soon).at(-1)).toEqual({ type: 'send', candidateIndex: 1 })
  })

  it('are one without fallbacks, or one for each provider of the order', () => {
    expect(attemptLimit({ provider: {} })).toBe(MAX_ATTEMPTS)
    expect(attemptLimit({ provider: { allow_fallbacks: false } })).toBe(1)
    expect(attemptLimit({ provider: { allow_fallbacks: false, order: ['a', 'b'] } })).toBe(2)
    const once = startAttempts(candidatesOf({ 'lab/one': priced(3) }), 1)
    expect(sent(commands(once, failed('provider_unavailable')))).toEqual([0])
  })

  it('stop at the deadline and when the client is gone', () => {
    const start = startAttempts(candidatesOf({ 'lab/one': priced(3) }))
    const late = commands(start, failed('provider_overloaded'), { type: 'deadline' })
    expect(lastFailure(late)).toMatchObject({ code: 'timeout', metadata: { previous_errors: [{ provider: 'P0' }] } })
    expect(commands(start, { type: 'content' }, { type: 'client-closed' }).at(-1)).toEqual({ type: 'abort' })
  })
})

describe('the failure of a request whose attempts all failed', () => {
  const all = (...events: AttemptEvent[]) =>
    lastFailure(commands(startAttempts(candidatesOf({ 'lab/one': priced(events.length) })), ...events))

  it('is the rate limit with the shortest wait when all were rate limited', () => {
    const [long, short] = [30, 12].map((retryAfterSeconds) => failed('provider_rate_limited', { retryAfterSeconds }))
    if (!long || !short) throw new Error('both are there')
    expect(all(long, short)).toMatchObject({ code: 'provider_rate_limited', retryAfterSeconds: 12 })
    expect(all(short, failed('provider_unavailable'))).not.toHaveProperty('retryAfterSeconds')
  })

  it('is the caller’s own mistake when some provider named one', () => {
    const failure = all(
      failed('provider_unavailable'),
      failed('content_policy_violation'),
      failed('provider_overloaded'),
    )
    expect(failure?.code).toBe('content_policy_violation')
  })

  it('is the last provider error otherwise, listing all, and never in the words of a provider', () => {
    const secret = { providerMessage: 'upstream 10.0.0.7 refused key sk-secret' }
    const failure = all(
      failed('provider_unavailable', secret),
      failed('provider_overloaded', { ...secret, status: 503 }),
    )
    expect(failure).toEqual({
      code: 'provider_overloaded',
      message: ERROR_TABLE.provider_overloaded.text,
      metadata: {
        provider_name: 'P1',
        previous_errors: [
          { provider: 'P0', model: 'lab/one', code: 'provider_unavailable', status: 500 },
          { provider: 'P1', model: 'lab/one', code: 'provider_overloaded', status: 503 },
        ],
      },
    })
  })
})

describe('the runner-up', () => {
  const usage = {
    inputTokens: 1_000,
    outputTokens: 1_000,
    reasoningTokens: 0,
    cachedInputTokens: 0,
    cacheWriteTokens: 0,
  }

  it('is what the next in line would have charged for the same usage', () => {
    const candidates = candidatesOf({ 'lab/one': priced(2) })
    expect(estimateRunnerUp(candidates, 0, { ...usage, source: 'reported' })).toEqual({
      endpointId: 'p1/lab/one',
      providerName: 'P1',
      costNanoUsd: '4000000',
    })
    expect(estimateRunnerUp(candidates, 1, { ...usage, source: 'reported' })).toBeNull()
  })
})
