import { describe, expect, test } from 'vitest'
import { digestApiKey, generateApiKey } from '../core/api-key.ts'
import type { FoundKey, Principal } from '../core/principal.ts'
import { createKeyCache, type KeyCacheSettings } from './key-cache.ts'
import { resolvePrincipal } from './resolve-principal.ts'

const PEPPER = 'pepper'
const START_MS = Date.UTC(2026, 10, 21)

const principal = (changes: Partial<Principal> = {}): Principal => ({
  keyId: 'key_1',
  keyName: 'ci-runner',
  keyPrefix: 'sk-tp-live-',
  keyLastFour: 'a1b2',
  kind: 'inference',
  organizationId: 'org_1',
  organizationSlug: 'acme',
  workspaceId: 'ws_1',
  workspaceSlug: 'prod',
  ownerUserId: null,
  mode: 'live',
  expiresAtMs: null,
  disabled: false,
  ...changes,
})

/** A key table in memory, a clock that is moved by hand, and loads that can be held back. */
function setUp(settings: Partial<KeyCacheSettings> = {}) {
  const table = new Map<string, FoundKey>()
  const state = { nowMs: START_MS, loads: 0, gate: Promise.resolve(), failure: null as Error | null }
  const clock = { nowMs: () => state.nowMs }
  const load = async (digest: string) => {
    state.loads += 1
    const found = table.get(digest) ?? null
    await state.gate
    if (state.failure) throw state.failure
    return found
  }
  const cache = createKeyCache({ load, clock, ...settings })
  const errors: unknown[] = []
  const resolve = (secret: string | null) =>
    resolvePrincipal({ cache, pepper: PEPPER, clock, onLoadError: (error) => errors.push(error) }, secret)
  const add = (changes: Partial<Principal> = {}, deleted = false) => {
    const secret = generateApiKey('sk-tp-live-')
    table.set(digestApiKey(PEPPER, secret), { principal: principal(changes), deleted })
    return secret
  }
  return { table, state, cache, resolve, add, errors }
}

describe('refusals say what is wrong and cost no more than needed', () => {
  test.each([
    ['missing', null],
    ['missing', ''],
    ['malformed', 'sk-tp-live-short'],
    ['malformed', "' OR 1=1 --"],
    ['malformed', `sk-tp-live-${'a'.repeat(10_240)}`],
  ])('%s: refused without a look-up', async (reason, text) => {
    const { resolve, state } = setUp()
    expect(await resolve(text)).toMatchObject({ ok: false, error: { code: 'authentication', metadata: { reason } } })
    expect(state.loads).toBe(0)
  })

  test.each([
    ['disabled', { disabled: true }, false],
    ['expired', { expiresAtMs: START_MS }, false],
    ['deleted', {}, true],
  ])('%s keys are refused by name of the reason', async (reason, changes, deleted) => {
    const { resolve, add } = setUp()
    const secret = add(changes, deleted)
    expect(await resolve(secret)).toMatchObject({
      ok: false,
      error: { code: 'authentication', metadata: { reason, key_last_four: secret.slice(-4) } },
    })
  })

  test('no refusal repeats the secret', async () => {
    const { resolve, add } = setUp()
    for (const secret of [generateApiKey('sk-tp-live-'), add({ disabled: true })])
      expect(JSON.stringify(await resolve(secret))).not.toContain(secret.slice(0, -4))
  })

  test('a database that does not answer is 503 and never a refusal of the key', async () => {
    const { resolve, add, state, errors } = setUp()
    const secret = add()
    state.failure = new Error('connection refused')
    expect(await resolve(secret)).toMatchObject({ ok: false, error: { code: 'unavailable', retryAfterSeconds: 1 } })
    expect(errors).toEqual([state.failure])
    state.failure = null
    expect(await resolve(secret)).toMatchObject({ ok: true })
  })

  test('a key expires at its instant although it is in memory', async () => {
    const { resolve, add, state } = setUp()
    const secret = add({ expiresAtMs: START_MS + 10 })
    expect(await resolve(secret)).toMatchObject({ ok: true })
    state.nowMs += 10
    expect(await resolve(secret)).toMatchObject({ ok: false, error: { metadata: { reason: 'expired' } } })
  })
})

describe('the memory of keys', () => {
  test('requests that miss at once share one load, and later ones need none', async () => {
    const { resolve, add, state } = setUp()
    const secret = add()
    await Promise.all(Array.from({ length: 50 }, () => resolve(secret)))
    await resolve(secret)
    expect(state.loads).toBe(1)
  })

  test('nothing is served for longer than 30 seconds, however often it is used', async () => {
    const { resolve, add, state, table } = setUp()
    const secret = add()
    await resolve(secret)
    table.clear()
    for (let second = 1; second < 30; second++) {
      state.nowMs += 1_000
      expect((await resolve(secret)).ok).toBe(true)
    }
    state.nowMs += 1_000
    expect((await resolve(secret)).ok).toBe(false)
  })

  test('a changed key counts at once after its message, other keys stay', async () => {
    const { resolve, add, state, table, cache } = setUp()
    const [changed, other] = [add({ keyId: 'key_1' }), add({ keyId: 'key_2' })]
    await Promise.all([resolve(changed), resolve(other)])
    table.set(digestApiKey(PEPPER, changed), { principal: principal({ disabled: true }), deleted: false })
    cache.invalidate('key_1')
    expect(await resolve(changed)).toMatchObject({ ok: false, error: { metadata: { reason: 'disabled' } } })
    expect((await resolve(other)).ok).toBe(true)
    expect(state.loads).toBe(3)
  })

  test('a look-up that was under way when its key changed is not kept', async () => {
    const { resolve, add, state, table, cache } = setUp()
    const secret = add()
    let open = () => {}
    state.gate = new Promise<void>((resolveGate) => {
      open = resolveGate
    })
    const early = resolve(secret)
    table.set(digestApiKey(PEPPER, secret), { principal: principal({ disabled: true }), deleted: false })
    cache.invalidate('key_1')
    open()
    await early
    expect((await resolve(secret)).ok).toBe(false)
  })

  test('a key that was tried before it existed works soon after, and at once after its message', async () => {
    const { resolve, state, table, cache } = setUp()
    const secret = generateApiKey('sk-tp-live-')
    const found = { principal: principal(), deleted: false }
    expect((await resolve(secret)).ok).toBe(false)
    expect((await resolve(secret)).ok).toBe(false)
    expect(state.loads).toBe(1)
    table.set(digestApiKey(PEPPER, secret), found)
    state.nowMs += 2_000
    expect((await resolve(secret)).ok).toBe(true)

    const second = generateApiKey('sk-tp-live-')
    await resolve(second)
    table.set(digestApiKey(PEPPER, second), { principal: principal({ keyId: 'key_2' }), deleted: false })
    cache.invalidate('key_2')
    expect((await resolve(second)).ok).toBe(true)
  })

  test('guessing keys fills a room of its own: real keys stay, and memory stays bounded', async () => {
    const { resolve, add, state, cache } = setUp({ maxKeys: 3, maxUnknown: 5 })
    const secret = add()
    await resolve(secret)
    for (let guess = 0; guess < 40; guess++) await resolve(generateApiKey('sk-tp-live-'))
    expect(cache.size()).toEqual({ keys: 1, unknown: 5 })
    const loads = state.loads
    await resolve(secret)
    expect(state.loads).toBe(loads)
  })

  test('of too many keys the one not used for longest is dropped', async () => {
    const { resolve, add, state, cache } = setUp({ maxKeys: 2 })
    const [first, second, third] = [add({ keyId: 'key_1' }), add({ keyId: 'key_2' }), add({ keyId: 'key_3' })]
    for (const secret of [first, second, first, third]) await resolve(secret)
    expect(cache.size().keys).toBe(2)
    await resolve(first)
    expect(state.loads).toBe(3)
    await resolve(second)
    expect(state.loads).toBe(4)
  })

  test('after a lost connection everything is looked up again', async () => {
    const { resolve, add, state, cache } = setUp()
    const secret = add()
    await resolve(secret)
    cache.clear()
    expect(cache.size()).toEqual({ keys: 0, unknown: 0 })
    await resolve(secret)
    expect(state.loads).toBe(2)
  })
})
