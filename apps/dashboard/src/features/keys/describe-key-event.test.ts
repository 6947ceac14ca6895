import { expect, it } from 'vitest'
import { describeKeyEvent } from './describe-key-event.ts'

const sentence = (action: string, before: unknown = null, after: unknown = null) =>
  describeKeyEvent({ action, before, after }, 'UTC')

it('a change of the limit tells both amounts exactly', () => {
  expect(sentence('key.limit_changed', null, { limit: '25', period: 'day' })).toBe(
    'changed its own limit from none to $25.00 per day',
  )
  expect(sentence('key.limit_changed', { limit: '0.0042', period: 'lifetime' }, null)).toBe(
    'changed its own limit from $0.0042 in total to none',
  )
})

it('names and instants are told', () => {
  expect(sentence('key.renamed', { name: 'a' }, { name: 'b' })).toBe('renamed it from “a” to “b”')
  expect(sentence('key.expiry_changed', { expiresAt: null }, { expiresAt: '2026-11-30T00:00:00.000Z' })).toBe(
    'changed its expiry: it works until 30 Nov 2026 00:00:00.000 (UTC+00:00)',
  )
  expect(sentence('key.expiry_changed', null, { expiresAt: null })).toBe('changed its expiry: it works without an end')
})

it('an entry of another version of the software never breaks the page', () => {
  expect(sentence('key.frozen')).toBe('did “key.frozen”')
  expect(sentence('key.renamed', 7, { title: 'b' })).toBe('renamed it from “unknown” to “unknown”')
  expect(sentence('key.limit_changed', { limit: 'much', period: 'day' }, [])).toBe(
    'changed its own limit from none to none',
  )
})
