import { expect, it } from 'vitest'
import { readEnvironment } from './env.ts'

const complete = {
  NODE_ENV: 'test',
  DATABASE_URL: 'postgresql://localhost/turnpike',
  AUTH_SECRET: 'a'.repeat(32),
  API_KEY_PEPPER: 'b'.repeat(32),
  STRIPE_SECRET_KEY: 'sk_live_1234567890',
  STRIPE_WEBHOOK_SECRET: 'whsec_123',
} as const

it('a local start needs the database and the secrets only', () => {
  expect(readEnvironment(complete)).toMatchObject({
    TURNPIKE_MODE: 'local',
    PURCHASE_FEE_BASIS_POINTS: 550n,
    GATEWAY_URL: 'http://localhost:8787',
  })
})

it('every missing variable is named at once, and no value is', () => {
  const read = () => readEnvironment({ NODE_ENV: 'test', AUTH_SECRET: 'tooshort' })
  expect(read).toThrow(/DATABASE_URL.*AUTH_SECRET.*API_KEY_PEPPER.*STRIPE_SECRET_KEY/)
  expect(read).not.toThrow(/tooshort/)
})

it('an empty secret is refused', () => {
  expect(() => readEnvironment({ ...complete, AUTH_SECRET: '' })).toThrow(/AUTH_SECRET/)
})

it('production refuses everything simulated', () => {
  const read = () =>
    readEnvironment({
      ...complete,
      TURNPIKE_MODE: 'production',
      STRIPE_API_BASE_URL: 'http://127.0.0.1:8788',
      PROVIDER_FALLBACK_BASE_URL: 'http://127.0.0.1:8788/providers',
      STRIPE_SECRET_KEY: 'sk_test_sandbox_1234',
    })
  expect(read).toThrow(/STRIPE_SECRET_KEY.*STRIPE_API_BASE_URL.*PROVIDER_FALLBACK_BASE_URL.*DASHBOARD_URL/)
})

it('another GitHub is an origin, https in production, and Google is only ever itself there', () => {
  expect(readEnvironment(complete).AUTH_GITHUB_URL).toBe('https://github.com')
  const asked = { ...complete, AUTH_GITHUB_URL: 'http://github.example.com/', AUTH_GOOGLE_ISSUER: 'http://localhost:1' }
  expect(readEnvironment(asked).AUTH_GITHUB_URL).toBe('http://github.example.com')
  expect(() => readEnvironment({ ...asked, TURNPIKE_MODE: 'production' })).toThrow(
    /AUTH_GITHUB_URL.*AUTH_GOOGLE_ISSUER/,
  )
  expect(() => readEnvironment({ ...complete, AUTH_GITHUB_URL: 'github.example.com' })).toThrow(/AUTH_GITHUB_URL/)
})

it('half of a sign-in pair is told, instead of a button that is missing for no visible reason', () => {
  expect(() => readEnvironment({ ...complete, AUTH_GITHUB_ID: 'id' })).toThrow(/AUTH_GITHUB_SECRET: set it too/)
  expect(() => readEnvironment({ ...complete, AUTH_GOOGLE_SECRET: 's' })).toThrow(/AUTH_GOOGLE_ID: set it too/)
})
