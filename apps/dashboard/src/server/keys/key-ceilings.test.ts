import { type Ceiling, lowestCeiling } from '@turnpike/billing/core/ceiling'
import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import { type CeilingPool, ceilingsOf, inheritedCeilings, ownLimitOf } from './key-ceilings.ts'

const ceiling = (limitSource: Ceiling['limitSource'], scopeId: string, free: bigint): Ceiling => ({
  limitSource,
  scopeId,
  period: limitSource === 'balance' ? null : 'day',
  limit: nanoUsd(100n),
  used: nanoUsd(100n - free),
  reserved: nanoUsd(0n),
  free: nanoUsd(free),
  resetsAt: null,
})

const pool: CeilingPool = {
  shared: [ceiling('balance', 'org_1', 90n), ceiling('workspace_budget', 'ws_1', 80n)],
  scoped: [
    ceiling('member_budget', 'usr_dana', 70n),
    ceiling('member_budget', 'usr_sam', 1n),
    ceiling('key_limit', 'key_1', 50n),
    ceiling('key_limit', 'key_2', 2n),
  ],
}

it("a key is never under another key's limit or another member's budget", () => {
  const key = { id: 'key_1', ownerUserId: 'usr_dana' }
  expect(ceilingsOf(key, pool).map(({ free }) => free)).toEqual([90n, 80n, 70n, 50n])
  expect(lowestCeiling(ceilingsOf(key, pool))?.limitSource).toBe('key_limit')
})

it('a system key is under no member budget, and a new key under no limit of its own', () => {
  expect(ceilingsOf({ id: 'key_3', ownerUserId: null }, pool).map(({ free }) => free)).toEqual([90n, 80n])
  expect(inheritedCeilings('usr_sam', pool).map(({ free }) => free)).toEqual([90n, 80n, 1n])
  expect(ownLimitOf('key_3', pool)).toBeNull()
  expect(ownLimitOf('key_2', pool)?.free).toBe(2n)
})
