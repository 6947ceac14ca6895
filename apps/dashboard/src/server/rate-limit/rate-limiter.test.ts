import { expect, it } from 'vitest'
import { admitAttempt } from './generic-cell-rate.ts'
import { createRateLimiter } from './rate-limiter.ts'

const RULE = { burst: 3, periodMs: 10_000 }

it('a burst goes through, then one attempt a period', () => {
  let nowMs = 0
  const limiter = createRateLimiter({ nowMs: () => nowMs }, RULE)
  expect([1, 2, 3].map(() => limiter.attempt('dana'))).toEqual([0, 0, 0])
  expect(limiter.attempt('dana')).toBe(10_000)
  nowMs = 4_000
  expect(limiter.attempt('dana')).toBe(6_000)
  nowMs = 10_000
  expect(limiter.attempt('dana')).toBe(0)
  expect(limiter.attempt('dana')).toBe(10_000)
})

it('a refused attempt does not make the wait longer', () => {
  const first = admitAttempt(30_000, 0, RULE)
  expect(first).toEqual({ isAllowed: false, retryAfterMs: 10_000 })
  expect(admitAttempt(30_000, 0, RULE)).toEqual(first)
})

it('one caller does not use up the attempts of another, and a success starts anew', () => {
  const limiter = createRateLimiter({ nowMs: () => 0 }, RULE)
  for (let count = 0; count < 4; count++) limiter.attempt('dana')
  expect(limiter.attempt('robin')).toBe(0)
  limiter.forget('dana')
  expect(limiter.attempt('dana')).toBe(0)
})

it('the number of remembered keys is bounded', () => {
  const limiter = createRateLimiter({ nowMs: () => 0 }, { burst: 1, periodMs: 10_000 }, 2)
  for (const key of ['a', 'b', 'c']) expect(limiter.attempt(key)).toBe(0)
  expect(limiter.attempt('c')).toBe(10_000)
  expect(limiter.attempt('a')).toBe(0)
})
