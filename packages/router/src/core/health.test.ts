import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AttemptOutcome, EMPTY_HEALTH, type HealthState, recordOutcome, snapshotHealth } from './health.ts'

const START_MS = 1_800_000_000_000

const failed = (atMs: number, more: Partial<Extract<AttemptOutcome, { type: 'failed' }>> = {}): AttemptOutcome => ({
  type: 'failed',
  endpointId: 'a',
  atMs,
  code: 'provider_unavailable',
  retryAfterSeconds: null,
  ...more,
})
const succeeded = (atMs: number, speed: { ttft?: number; tps?: number } = {}): AttemptOutcome => ({
  type: 'succeeded',
  endpointId: 'a',
  atMs,
  timeToFirstTokenMs: speed.ttft ?? null,
  tokensPerSecond: speed.tps ?? null,
})

const fold = (...outcomes: AttemptOutcome[]): HealthState => outcomes.reduce(recordOutcome, EMPTY_HEALTH)
const healthAt = (nowMs: number, ...outcomes: AttemptOutcome[]) => snapshotHealth(fold(...outcomes), nowMs).get('a')

describe('health', () => {
  it('counts the last 30 seconds and forgets what is older', () => {
    const outcomes = [failed(START_MS), succeeded(START_MS + 10_000), failed(START_MS + 20_000)]
    expect(healthAt(START_MS + 20_000, ...outcomes)).toMatchObject({ recentFailures: 2, recentSuccesses: 1 })
    expect(healthAt(START_MS + 30_000, ...outcomes)).toMatchObject({ recentFailures: 1, recentSuccesses: 1 })
    expect(healthAt(START_MS + 50_000, ...outcomes)).toMatchObject({ recentFailures: 0, recentSuccesses: 0 })
  })

  it('blames an endpoint only for what is the provider’s doing', () => {
    const state = fold(
      failed(START_MS, { code: 'provider_invalid_request' }),
      failed(START_MS, { code: 'client_closed' }),
    )
    expect(state).toBe(EMPTY_HEALTH)
  })

  it('cools for as long as the provider asked, but no longer than a minute', () => {
    expect(healthAt(START_MS, failed(START_MS, { retryAfterSeconds: 5 }))?.coolingUntilMs).toBe(START_MS + 5_000)
    expect(healthAt(START_MS + 5_000, failed(START_MS, { retryAfterSeconds: 5 }))?.coolingUntilMs).toBeNull()
    expect(healthAt(START_MS, failed(START_MS, { retryAfterSeconds: 1e9 }))?.coolingUntilMs).toBe(START_MS + 60_000)
  })

  it('keeps an average of the speed and forgets it after five minutes', () => {
    const outcomes = [succeeded(START_MS, { ttft: 100, tps: 50 }), succeeded(START_MS, { ttft: 200 }), failed(START_MS)]
    expect(healthAt(START_MS, ...outcomes)).toMatchObject({ timeToFirstTokenMs: 120, tokensPerSecond: 50 })
    expect(healthAt(START_MS + 300_001, ...outcomes)).toMatchObject({ timeToFirstTokenMs: null, tokensPerSecond: null })
    const later = succeeded(START_MS + 400_000, { ttft: 900 })
    expect(healthAt(START_MS + 400_000, ...outcomes, later)).toMatchObject({
      timeToFirstTokenMs: 900,
      tokensPerSecond: null,
    })
  })

  it('needs no more room for a busy endpoint than for a quiet one', () => {
    const times = fc.array(fc.integer({ min: START_MS, max: START_MS + 100_000 }), { maxLength: 500 })
    fc.assert(
      fc.property(times, (instants) => {
        const state = fold(...instants.map((atMs) => succeeded(atMs)))
        expect(state.get('a')?.slots.length ?? 0).toBeLessThanOrEqual(101)
        const ordered = fold(...instants.toSorted().map((atMs) => succeeded(atMs)))
        expect(ordered.get('a')?.slots.length ?? 0).toBeLessThanOrEqual(31)
      }),
      { numRuns: 30 },
    )
  })

  it('leaves the state it was given as it was', () => {
    const before = fold(succeeded(START_MS))
    recordOutcome(before, failed(START_MS))
    expect(snapshotHealth(before, START_MS).get('a')?.recentFailures).toBe(0)
  })
})
