import { nanoUsd } from '@turnpike/kernel/money'
import { expect, it } from 'vitest'
import type { KeyRow } from '@/server/keys/to-key-row.ts'
import { filterKeys, withoutSecrets } from './filter-keys.ts'

const key = (name: string, more: Partial<KeyRow> = {}): KeyRow => ({
  id: `key_${name}`,
  name,
  prefix: 'sk-tp-live-',
  lastFour: 'a1b2',
  createdAt: new Date(0),
  expiresAt: null,
  disabledAt: null,
  deletedAt: null,
  lastUsedAt: null,
  state: 'active',
  ownerName: 'Dana',
  isOwn: true,
  spentNanoUsd: nanoUsd(0n),
  limit: null,
  spendable: { limitSource: 'balance', period: null, free: nanoUsd(0n), resetsAt: null },
  mayChange: true,
  ...more,
})

const keys = [
  key('ci-runner'),
  key('web-prod', { ownerName: null, lastFour: '9f0c' }),
  key('old-cron', { state: 'disabled' }),
  key('gone', { state: 'deleted' }),
  key('late', { state: 'expired' }),
]
const namesOf = (rows: KeyRow[]) => rows.map(({ name }) => name)

it('without a state the living keys are shown and the others folded away, none lost', () => {
  const { main, folded } = filterKeys(keys, { state: null, q: '' })
  expect(namesOf(main)).toEqual(['ci-runner', 'web-prod'])
  expect(namesOf(folded)).toEqual(['old-cron', 'gone', 'late'])
})

it('a state shows exactly its keys; deleted ones are called revoked', () => {
  expect(namesOf(filterKeys(keys, { state: 'revoked', q: '' }).main)).toEqual(['gone'])
  expect(filterKeys(keys, { state: 'expired', q: '' }).folded).toEqual([])
})

it.each([
  ['CI-', ['ci-runner']],
  ['9f0c', ['web-prod']],
  ['…9F0C', ['web-prod']],
  ['system', ['web-prod']],
  ['nothing', []],
])('%j finds by name, last four or owner', (q, names) => {
  expect(namesOf(filterKeys(keys, { state: null, q }).main)).toEqual(names)
})

it('INV-5: a key that is pasted into the filter never reaches the address, but still finds itself', () => {
  const secret = 'sk-tp-live-0123456789ABCDEFGHIJKLMNOPQRSTUV9f0c12'
  expect(withoutSecrets(` ${secret} `).trim()).toBe('0c12')
  expect(withoutSecrets(secret.slice(0, -8)).length).toBe(4)
  expect(withoutSecrets('ci-runner')).toBe('ci-runner')
})
