import { describe, expect, it } from 'vitest'
import { readEnvironment } from './env.ts'

const local = {
  DATABASE_URL: 'postgresql://localhost/turnpike',
  STRIPE_SECRET_KEY: 'sk_test_sandbox_0123456789',
  STRIPE_API_BASE_URL: 'http://127.0.0.1:8788',
}
const production = {
  ...local,
  TURNPIKE_MODE: 'production',
  STRIPE_SECRET_KEY: 'sk_live_0123456789abcdef',
  STRIPE_API_BASE_URL: '',
}

describe('the environment', () => {
  it('takes the sandbox in local mode, and real Stripe in production', () => {
    expect(readEnvironment(local)).toMatchObject({ TURNPIKE_MODE: 'local', GATEWAY_SILENT_AFTER_SECONDS: 600 })
    expect(readEnvironment(production)).toMatchObject({ TURNPIKE_MODE: 'production' })
  })

  it.each([
    ['DATABASE_URL', { ...local, DATABASE_URL: undefined }],
    ['STRIPE_SECRET_KEY', { ...local, STRIPE_SECRET_KEY: '' }],
    ['STRIPE_SECRET_KEY', { ...production, STRIPE_SECRET_KEY: local.STRIPE_SECRET_KEY }],
    ['STRIPE_SECRET_KEY', { ...production, STRIPE_SECRET_KEY: 'a-default-that-nobody-changed' }],
    ['STRIPE_API_BASE_URL', { ...production, STRIPE_API_BASE_URL: local.STRIPE_API_BASE_URL }],
  ])('does not start with a wrong %s, and names it', (name, environment) => {
    expect(() => readEnvironment(environment)).toThrow(name)
  })

  it('never repeats a value in its message', () => {
    const secret = 'a-default-that-nobody-changed'
    const read = () => readEnvironment({ ...production, STRIPE_SECRET_KEY: secret })
    expect(read).toThrow(expect.objectContaining({ message: expect.not.stringContaining(secret) }))
  })
})
