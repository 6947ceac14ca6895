import { expect, it } from 'vitest'
import { findExpiryProblem, toExpiresAt, toKeyExpiry } from './key-expiry.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')

it('a key works through the whole of its last day', () => {
  const expiry = toKeyExpiry('date', '2026-11-30')
  expect(toExpiresAt(expiry, NOW_MS)?.toISOString()).toBe('2026-12-01T00:00:00.000Z')
})

it('days count from now, and never means never', () => {
  expect(toExpiresAt(toKeyExpiry('90', ''), NOW_MS)?.toISOString()).toBe('2027-02-19T12:00:00.000Z')
  expect(toExpiresAt(toKeyExpiry('never', '2026-11-30'), NOW_MS)).toBeNull()
})

it('a past or impossible date is named before anything is sent', () => {
  expect(findExpiryProblem('date', '2026-11-20', NOW_MS)).toBe('Choose today or a later date.')
  expect(findExpiryProblem('date', '2026-02-30', NOW_MS)).toBe('Choose a date.')
  expect(findExpiryProblem('date', '', NOW_MS)).toBe('Choose a date.')
  expect(findExpiryProblem('date', '2026-11-21', NOW_MS)).toBeNull()
  expect(findExpiryProblem('never', '', NOW_MS)).toBeNull()
})
