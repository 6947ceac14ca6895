import type { AttemptRecord } from '@turnpike/contracts/activity/generation-detail'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { attemptResult, toTimeline } from './to-timeline.ts'

const attempt = (changes: Partial<AttemptRecord> = {}): AttemptRecord => ({
  endpointId: 'a/model-1',
  providerId: 'a',
  providerName: 'A',
  outcome: 'succeeded',
  errorCode: null,
  owner: null,
  status: 200,
  startedMs: 0,
  firstContentMs: null,
  endedMs: 0,
  ...changes,
})

it('the example: gateway, the attempt that failed, the one that served, settling', () => {
  const parts = toTimeline({
    totalMs: 2_020,
    attempts: [
      attempt({ outcome: 'failed', status: 503, startedMs: 11, endedMs: 1_215 }),
      attempt({ providerName: 'C', startedMs: 1_215.4, firstContentMs: 1_310, endedMs: 2_016 }),
    ],
  })
  expect(parts.map(({ label, startMs, endMs, result }) => [label, startMs, endMs, result])).toEqual([
    ['gateway', 0, 11, ''],
    ['attempt A', 11, 1_215, '503'],
    ['attempt C', 1_215, 2_016, '200'],
    ['settle', 2_016, 2_020, ''],
  ])
})

it('whatever was measured, the parts lie end to end and add up to the total', () => {
  const anyAttempt = fc
    .record({ startedMs: fc.double({ min: 0, max: 5_000, noNaN: true }), length: fc.nat(3_000) })
    .map(({ startedMs, length }) => attempt({ startedMs, endedMs: startedMs + length }))
  fc.assert(
    fc.property(fc.nat(6_000), fc.array(anyAttempt, { maxLength: 5 }), (totalMs, attempts) => {
      const parts = toTimeline({ totalMs, attempts })
      expect(parts[0]?.startMs).toBe(0)
      expect(parts.at(-1)?.endMs).toBe(totalMs)
      for (const [index, part] of parts.entries()) {
        expect(part.endMs).toBeGreaterThanOrEqual(part.startMs)
        if (index > 0) expect(part.startMs).toBe(parts[index - 1]?.endMs)
      }
    }),
  )
})

it('an attempt says how it ended', () => {
  expect(attemptResult(attempt({ outcome: 'failed', status: 503 }))).toBe('503')
  expect(attemptResult(attempt({ outcome: 'failed', status: null, errorCode: 'connect_timeout' }))).toBe(
    'connect timeout',
  )
  expect(attemptResult(attempt({ outcome: 'failed', status: 200, errorCode: 'provider_stream_cut' }))).toBe(
    'provider stream cut',
  )
  expect(attemptResult(attempt({ outcome: 'aborted' }))).toBe('cut off')
})
