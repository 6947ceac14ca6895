import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDisplayName } from './display-name.ts'
import { parseEmailAddress } from './email-address.ts'
import { keyState } from './key-state.ts'
import { checkPassword } from './password.ts'
import { isSessionLive, SESSION_ABSOLUTE_MS, SESSION_IDLE_MS } from './session.ts'
import { numberedSlug, toSlug } from './slug.ts'

test.each([
  ['too short', 'elevenchars', /at least 12 characters; this password has 11/],
  ['longer than 256 bytes', 'ä1b2c'.repeat(50), /at most 256 bytes/],
  ['one idea repeated', 'aaaaaaaaaaaaaaaa', /different characters/],
  ['the address itself', 'Dana.Person@acme.test', /e-mail address/],
  ['with NUL', 'abcdefgh\0ijklmn', /NUL/],
])('a password that is %s is refused with a sentence that says what to do', (_what, password, message) => {
  const checked = checkPassword(password, 'dana.person@acme.test')
  expect(checked).toMatchObject({ ok: false, error: { code: 'invalid_request', metadata: { field: 'password' } } })
  expect(checked.ok ? '' : checked.error.message).toMatch(message)
})

test('characters are counted as people count them, and two spellings of one password are one', () => {
  expect(checkPassword('🐴🔋📎🐎🔌📌🐴🔋📎🐎🔌📌').ok).toBe(true)
  expect(checkPassword('crème brûlée is good')).toEqual(checkPassword('crème brûlée is good'.normalize('NFD')))
})

test('one address has one spelling', () => {
  expect(parseEmailAddress('  Dana@ACME.test ')).toEqual({ ok: true, value: 'dana@acme.test' })
  expect(parseEmailAddress('dana@bücher.example')).toEqual({ ok: true, value: 'dana@xn--bcher-kva.example' })
})

test.each([
  '',
  'dana',
  '@acme.test',
  'dana@',
  'a b@acme.test',
  'dana@acme',
  'dana@acme.test\0',
  `${'d'.repeat(250)}@acme.test`,
  'a@b.test\r\nBcc: c@d.test',
])('%j is no address', (text) => {
  expect(parseEmailAddress(text)).toMatchObject({ ok: false, error: { metadata: { field: 'email' } } })
})

test('whatever a name is, its slug stands in an address as it is, numbered ones too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 2 ** 32 }), (name, number) => {
      const slug = numberedSlug(toSlug(name), number)
      expect(slug).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/)
      expect(slug.length).toBeLessThanOrEqual(40)
      expect(encodeURIComponent(slug)).toBe(slug)
    }),
  )
  expect([toSlug('Zoë Müller & Co.'), numberedSlug('dana', 1), numberedSlug('dana', 2)]).toEqual([
    'zoe-muller-co',
    'dana',
    'dana-2',
  ])
})

test('a name is one line of up to 80 characters', () => {
  expect(parseDisplayName('  ci runner ')).toEqual({ ok: true, value: 'ci runner' })
  for (const text of ['', '   ', 'a\nb', 'a\0b', '\uD800', 'x'.repeat(81)])
    expect(parseDisplayName(text).ok).toBe(false)
})

test('the state that a person set is the one a key shows', () => {
  const past = new Date(1)
  const none = { deletedAt: null, disabledAt: null, expiresAt: null }
  expect(keyState(none, 2)).toBe('active')
  expect(keyState({ ...none, expiresAt: new Date(2) }, 1)).toBe('active')
  expect(keyState({ ...none, expiresAt: new Date(2) }, 2)).toBe('expired')
  expect(keyState({ ...none, expiresAt: past, disabledAt: past }, 2)).toBe('disabled')
  expect(keyState({ expiresAt: past, disabledAt: past, deletedAt: past }, 2)).toBe('deleted')
})

test('a session ends after a day without a visit and after 30 days in any case', () => {
  const session = { lastSeenAt: new Date(0), expiresAt: new Date(SESSION_ABSOLUTE_MS), revokedAt: null }
  expect(isSessionLive(session, SESSION_IDLE_MS - 1)).toBe(true)
  expect(isSessionLive(session, SESSION_IDLE_MS)).toBe(false)
  const busy = { ...session, lastSeenAt: new Date(SESSION_ABSOLUTE_MS - 1) }
  expect(isSessionLive(busy, SESSION_ABSOLUTE_MS - 1)).toBe(true)
  expect(isSessionLive(busy, SESSION_ABSOLUTE_MS)).toBe(false)
  expect(isSessionLive({ ...session, revokedAt: new Date(1) }, 2)).toBe(false)
})
