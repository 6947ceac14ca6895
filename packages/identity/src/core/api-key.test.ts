import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ApiKeyPrefix,
  digestApiKey,
  equalInConstantTime,
  generateApiKey,
  keyPrefixFor,
  parseApiKey,
} from './api-key.ts'

const PREFIXES = ['sk-tp-live-', 'sk-tp-test-', 'sk-tp-mgmt-'] as const satisfies readonly ApiKeyPrefix[]
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const bytes = fc
  .uint8Array({ minLength: 64, maxLength: 64 })
  .filter((given) => given.filter((byte) => byte < 248).length >= 32)
const keyArbitrary = fc
  .tuple(fc.constantFrom(...PREFIXES), bytes)
  .map(([prefix, given]) => generateApiKey(prefix, () => given))

test('a new key has the documented form and is read back', () => {
  for (const prefix of PREFIXES) {
    const secret = generateApiKey(prefix)
    expect(secret).toMatch(/^sk-tp-(live|test|mgmt)-[0-9A-Za-z]{38}$/)
    expect(parseApiKey(secret)).toEqual({ secret, prefix, lastFour: secret.slice(-4) })
  }
  expect(keyPrefixFor('management', 'test')).toBe('sk-tp-mgmt-')
  expect(keyPrefixFor('inference', 'test')).toBe('sk-tp-test-')
  expect(keyPrefixFor('inference', 'live')).toBe('sk-tp-live-')
})

test('changing any one character to any other makes a key invalid', () => {
  const change = fc.tuple(keyArbitrary, fc.nat(), fc.constantFrom(...ALPHABET, '-', ' ', 'é', '\0'))
  fc.assert(
    fc.property(change, ([secret, place, character]) => {
      const index = place % secret.length
      fc.pre(secret[index] !== character)
      expect(parseApiKey(secret.slice(0, index) + character + secret.slice(index + 1))).toBeNull()
    }),
    { numRuns: 2_000 },
  )
})

test('a key that lost, gained or swapped characters is not a key', () => {
  fc.assert(
    fc.property(keyArbitrary, fc.integer({ min: 1, max: 48 }), (secret, cut) => {
      expect(parseApiKey(secret.slice(0, -cut))).toBeNull()
      expect(parseApiKey(secret.slice(cut))).toBeNull()
      expect(parseApiKey(`${secret}a`)).toBeNull()
      const swapped = secret.slice(0, 20) + secret.charAt(21) + secret.charAt(20) + secret.slice(22)
      if (swapped !== secret) expect(parseApiKey(swapped)).toBeNull()
    }),
  )
})

describe('hostile texts are turned away by their form', () => {
  const valid = generateApiKey('sk-tp-live-')
  test.each([
    ['empty', ''],
    ['NUL inside', `${valid.slice(0, 20)}\0${valid.slice(21)}`],
    ['NUL after', `${valid}\0`],
    ['a line break after', `${valid}\n`],
    ['a space before', ` ${valid}`],
    ['letters that only look alike', valid.replace('sk-tp', 'ѕk-tp')],
    ['full-width digits', `sk-tp-live-${'１'.repeat(38)}`],
    ['10 KB', `sk-tp-live-${'a'.repeat(10_240)}`],
    ['SQL', `sk-tp-live-' OR 1=1; DROP TABLE api_key; --`],
    ['upper-case prefix', valid.toUpperCase()],
    ["another product's key", `sk-or-v1-${'0'.repeat(64)}`],
    ['half a surrogate pair', `sk-tp-live-\uD800${'a'.repeat(37)}`],
  ])('%s', (_what, text) => {
    expect(parseApiKey(text)).toBeNull()
  })

  test('any text at all is read without an exception', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => parseApiKey(text) === null))
  })
})

test('every character is equally likely: it stands for four byte values, and the eight left over are thrown away', () => {
  const characterOf = (byte: number) => {
    const batches = [new Uint8Array(32).fill(byte), new Uint8Array(32)]
    const secret = generateApiKey('sk-tp-live-', () => batches.shift() ?? new Uint8Array(32))
    return { character: secret.charAt(11), wasUsed: batches.length === 1 }
  }
  const drawn = Array.from({ length: 256 }, (_unused, byte) => characterOf(byte))
  const counts = Object.groupBy(
    drawn.filter(({ wasUsed }) => wasUsed),
    ({ character }) => character,
  )
  expect(Object.keys(counts).sort()).toEqual([...ALPHABET].sort())
  for (const own of Object.values(counts)) expect(own).toHaveLength(4)
  expect(drawn.filter(({ wasUsed }) => !wasUsed)).toHaveLength(8)
})

test('the digest depends on pepper and secret and shows neither', () => {
  const secret = generateApiKey('sk-tp-live-')
  const digest = digestApiKey('pepper', secret)
  expect(digest).toMatch(/^[0-9a-f]{64}$/)
  expect(digestApiKey('pepper', secret)).toBe(digest)
  expect(digestApiKey('other', secret)).not.toBe(digest)
  expect(digestApiKey('pepper', generateApiKey('sk-tp-live-'))).not.toBe(digest)
})

test('the digest is HMAC-SHA256 as RFC 4231 gives it, so that stored keys outlive a rewrite', () => {
  expect(digestApiKey('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
})

test('texts are compared whole', () => {
  expect([
    equalInConstantTime('abc', 'abc'),
    equalInConstantTime('abc', 'abd'),
    equalInConstantTime('abc', 'ab'),
  ]).toEqual([true, false, false])
})
