import { describe, expect, it } from 'vitest'
import { readEnvironment } from './env.ts'

const complete = {
  DATABASE_URL: 'postgresql://turnpike@127.0.0.1/turnpike',
  API_KEY_PEPPER: 'thirty-two-characters-or-more-of-it',
}

describe('the environment of the gateway', () => {
  it('names every problem at once, and never repeats a value', () => {
    const read = () => readEnvironment({ API_KEY_PEPPER: 'short-secret', GATEWAY_PORT: '99999' })
    expect(read).toThrow(/DATABASE_URL[\s\S]*GATEWAY_PORT[\s\S]*API_KEY_PEPPER/)
    expect(read).not.toThrow(/short-secret/)
  })

  it('refuses simulated providers in production', () => {
    const simulated = { ...complete, PROVIDER_FALLBACK_BASE_URL: 'http://127.0.0.1:8788/providers' }
    expect(() => readEnvironment({ ...simulated, TURNPIKE_MODE: 'production' })).toThrow(/PROVIDER_FALLBACK_BASE_URL/)
    expect(readEnvironment(simulated).PROVIDER_FALLBACK_BASE_URL).toContain('8788')
  })

  it('takes an empty provider key as none', () => {
    const environment = readEnvironment({ ...complete, OPENAI_API_KEY: ' ', GROQ_API_KEY: 'gsk' })
    expect([environment.providerKey('OPENAI_API_KEY'), environment.providerKey('GROQ_API_KEY')]).toEqual([null, 'gsk'])
  })
})
