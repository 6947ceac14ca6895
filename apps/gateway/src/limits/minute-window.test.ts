import { describe, expect, it } from 'vitest'
import { createMinuteWindow } from './minute-window.ts'

describe('a minute window', () => {
  it('never lets more than the limit through in any 60 seconds, and says when to come back', () => {
    let now = 1_000_000
    const window = createMinuteWindow({ nowMs: () => now })
    for (let count = 0; count < 20; count++) {
      expect(window.take('org', 20)).toEqual({ taken: true })
      now += 1_000
    }
    expect(window.take('org', 20)).toEqual({ taken: false, retryAfterSeconds: 40 })
    now += 40_000
    expect(window.take('org', 20)).toEqual({ taken: true })
    expect(window.take('org', 20)).toEqual({ taken: false, retryAfterSeconds: 1 })
  })

  it('keeps names apart', () => {
    const window = createMinuteWindow({ nowMs: () => 0 })
    expect(window.take('one', 1).taken).toBe(true)
    expect(window.take('one', 1).taken).toBe(false)
    expect(window.take('two', 1).taken).toBe(true)
  })
})
