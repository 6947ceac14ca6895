import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { describeCeiling, describeExhaustion, describeExpiry, describeInherited } from './key-words.ts'

const NOW_MS = Date.parse('2026-11-21T12:00:00Z')
const MIDNIGHT = new Date('2026-11-22T00:00:00Z')
const dollars = (amount: bigint) => nanoUsd(amount * 1_000_000_000n)
const daily = { limitSource: 'key_limit', period: 'day', free: dollars(21n), resetsAt: MIDNIGHT } as const

it('KEYS-2: what sets Spendable is named with its period and its reset', () => {
  expect(describeCeiling(daily, NOW_MS, 'Europe/Berlin')).toBe(
    'Key limit, daily · resets in 12 h 0 m · 00:00 UTC (01:00 Berlin)',
  )
})

it('KEYS-3: without an own limit the inherited ceiling is named, never "unlimited"', () => {
  const balance = { limitSource: 'balance', period: null, free: dollars(3n), resetsAt: null } as const
  expect(describeInherited(balance)).toBe('Balance leaves $3.00; the lower one decides.')
  expect(describeInherited({ ...daily, limitSource: 'workspace_budget', period: 'month' })).toBe(
    'Workspace budget, monthly, leaves $21.00; the lower one decides.',
  )
})

it('a used-up limit says when it starts again; what running requests hold counts', () => {
  const limit = {
    period: 'day',
    limit: dollars(1n),
    used: dollars(0n),
    reserved: dollars(1n),
    resetsAt: MIDNIGHT,
  } as const
  expect(describeExhaustion({ limit }, NOW_MS, 'UTC')).toBe('At limit, resets in 12 h 0 m')
  expect(describeExhaustion({ limit: { ...limit, reserved: dollars(0n) } }, NOW_MS, 'UTC')).toBeNull()
  expect(describeExhaustion({ limit: { ...limit, resetsAt: null } }, NOW_MS, 'UTC')).toBe('At limit')
  expect(describeExhaustion({ limit: null }, NOW_MS, 'UTC')).toBeNull()
})

it('the last week of a key is announced, and only of one that still works', () => {
  const inHours = (hours: number) => new Date(NOW_MS + hours * 3_600_000)
  expect(describeExpiry({ state: 'active', expiresAt: inHours(80) }, NOW_MS)).toBe('expires in 3 d')
  expect(describeExpiry({ state: 'active', expiresAt: inHours(2) }, NOW_MS)).toBe('expires in less than a day')
  expect(describeExpiry({ state: 'active', expiresAt: inHours(200) }, NOW_MS)).toBeNull()
  expect(describeExpiry({ state: 'disabled', expiresAt: inHours(2) }, NOW_MS)).toBeNull()
})
