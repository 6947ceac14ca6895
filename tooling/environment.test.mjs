import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings, toAppEnvironment } from './environment.mjs'
import { Problem } from './problem.mjs'

/** @param {NodeJS.ProcessEnv} env @param {string[]} [providerKeyNames] */
const read = (env, providerKeyNames = ['OPENAI_API_KEY']) =>
  readSettings({ env, repositoryDir: '/repo', providerKeyNames })

/** @param {NodeJS.ProcessEnv} env @returns {string[]} */
function sentences(env) {
  try {
    read(env)
  } catch (error) {
    assert.ok(error instanceof Problem)
    return error.sentences
  }
  return []
}

const secret = 'q8Zr1mX0vB7nK4wT9yL2sD6fG3hJ5cPa'
const production = {
  TURNPIKE_MODE: 'production',
  AUTH_SECRET: secret,
  API_KEY_PEPPER: [...secret].toReversed().join(''),
  STRIPE_SECRET_KEY: 'sk_live_51Habc',
  STRIPE_WEBHOOK_SECRET: 'whsec_51Habc',
  DATABASE_URL: 'postgresql://u:p@db:5432/turnpike',
  DASHBOARD_URL: 'https://turnpike.test',
}

test('nothing set means local mode, the standard ports, an embedded database and a simulated outside', () => {
  const settings = read({})
  assert.equal(settings.mode, 'local')
  assert.equal(settings.dataDir, '/repo/.data')
  assert.deepEqual(settings.ports, { dashboard: 3000, gateway: 8787, sandbox: 8788, postgres: 54329 })
  assert.equal(settings.databaseUrl, undefined)
  assert.deepEqual(settings.simulates, { stripe: true, providers: true })
  assert.equal(settings.dashboardUrl, 'http://localhost:3000')
})

test('an empty value counts as not set', () => {
  assert.equal(read({ DATABASE_URL: '', TURNPIKE_MODE: ' ', GATEWAY_PORT: '' }).databaseUrl, undefined)
})

test('the public addresses follow the ports unless they are given', () => {
  const settings = read({ DASHBOARD_PORT: '41000', GATEWAY_URL: 'https://api.example.com/' })
  assert.equal(settings.dashboardUrl, 'http://localhost:41000')
  assert.equal(settings.gatewayUrl, 'https://api.example.com')
})

test('every bad value is told at once, by the name of its variable', () => {
  const found = sentences({
    TURNPIKE_MODE: 'staging',
    GATEWAY_PORT: 'abc',
    SANDBOX_PORT: '70000',
    DASHBOARD_URL: 'nowhere',
    DATABASE_URL: 'mysql://x:topsecret@h/d',
  })
  assert.equal(found.length, 5)
  for (const name of ['TURNPIKE_MODE', 'GATEWAY_PORT', 'SANDBOX_PORT', 'DASHBOARD_URL', 'DATABASE_URL']) {
    assert.ok(
      found.some((sentence) => sentence.startsWith(name)),
      name,
    )
  }
  assert.ok(!found.join().includes('topsecret'))
})

test('production with everything set simulates nothing', () => {
  const settings = read(production)
  assert.deepEqual(settings.simulates, { stripe: false, providers: false })
  assert.equal(settings.runsSandbox, false)
})

test('production names every missing secret', () => {
  const found = sentences({ TURNPIKE_MODE: 'production' })
  for (const name of ['AUTH_SECRET', 'API_KEY_PEPPER', 'STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'DATABASE_URL']) {
    assert.equal(found.filter((sentence) => sentence.startsWith(`${name} is not set`)).length, 1, name)
  }
})

for (const [name, value] of [
  ['AUTH_SECRET', 'short'],
  ['API_KEY_PEPPER', 'a'.repeat(64)],
  ['AUTH_SECRET', 'change-me-change-me-change-me-change-me'],
  ['STRIPE_SECRET_KEY', 'sk_test_sandbox_0123456789'],
  ['STRIPE_API_BASE_URL', 'http://127.0.0.1:8788'],
  ['PROVIDER_FALLBACK_BASE_URL', 'http://127.0.0.1:8788/providers'],
  ['DASHBOARD_URL', 'http://turnpike.test'],
]) {
  test(`production refuses ${name}=${value} and does not repeat a secret`, () => {
    const found = sentences({ ...production, [String(name)]: value })
    assert.equal(found.length, 1)
    assert.ok(found[0]?.startsWith(String(name)))
    assert.ok(!found[0]?.includes(String(value)))
  })
}

test('a real Stripe key needs the webhook secret too, or payments would never arrive', () => {
  assert.match(sentences({ STRIPE_SECRET_KEY: 'sk_test_1' }).join(), /STRIPE_WEBHOOK_SECRET is not:/)
})

test('with real Stripe and every provider key nothing is simulated in local mode either', () => {
  const settings = read({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1', OPENAI_API_KEY: 'k' })
  assert.equal(settings.runsSandbox, false)
  const env = toAppEnvironment({ env: {}, settings, secrets: {}, databaseUrl: 'x' })
  assert.equal(env.STRIPE_API_BASE_URL, undefined)
  assert.equal(env.PROVIDER_FALLBACK_BASE_URL, undefined)
})

test('an explicitly empty fallback keeps providers without a key from being simulated', () => {
  assert.equal(read({ PROVIDER_FALLBACK_BASE_URL: '' }).simulates.providers, false)
})

test('the apps get the sandbox addresses and the kept secrets, but what the person set wins', () => {
  const env = { SANDBOX_PORT: '41002', AUTH_SECRET: secret }
  const settings = read(env)
  const app = toAppEnvironment({
    env,
    settings,
    secrets: { AUTH_SECRET: 'kept', API_KEY_PEPPER: 'kept' },
    databaseUrl: 'postgresql://x',
  })
  assert.equal(app.AUTH_SECRET, secret)
  assert.equal(app.API_KEY_PEPPER, 'kept')
  assert.equal(app.STRIPE_API_BASE_URL, 'http://127.0.0.1:41002')
  assert.equal(app.PROVIDER_FALLBACK_BASE_URL, 'http://127.0.0.1:41002/providers')
  assert.equal(app.DATABASE_URL, 'postgresql://x')
})

test('an empty value is not passed on, because an empty number would be a fee of zero', () => {
  const env = { PURCHASE_FEE_BASIS_POINTS: '', LOG_LEVEL: ' ', AUTH_GITHUB_ID: 'x' }
  const app = toAppEnvironment({ env, settings: read(env), secrets: {}, databaseUrl: 'postgresql://x' })
  assert.ok(!('PURCHASE_FEE_BASIS_POINTS' in app) && !('LOG_LEVEL' in app))
  assert.equal(app.AUTH_GITHUB_ID, 'x')
})

test('a secret that the apps would refuse is told before anything is started', () => {
  assert.match(sentences({ AUTH_SECRET: 'short' }).join(), /AUTH_SECRET has only 5 characters/)
})
