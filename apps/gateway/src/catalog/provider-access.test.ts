import { sampleProvider } from '@turnpike/catalog/testing/sample-provider'
import { describe, expect, it } from 'vitest'
import { createProviderAccess } from './provider-access.ts'

const acme = sampleProvider('acme', { baseUrl: 'https://api.acme.example/v1' })
const other = sampleProvider('other', { baseUrl: 'https://other.example/openai/v1' })
const keyOf = (variable: string) => (variable === 'ACME_API_KEY' ? 'secret-of-acme' : null)

describe('how a provider is reached', () => {
  it('with its own key at its own address, and only there, under its own name', () => {
    const access = createProviderAccess({ keyOf, fallbackBaseUrl: 'http://127.0.0.1:8788/providers' })
    expect(access.locate(acme)).toEqual({ baseUrl: 'https://api.acme.example/v1', apiKey: 'secret-of-acme' })
    expect(access.displayName(acme)).toBe('Acme')
  })

  it('without a key at the fallback, on its own path, without any real key, and its name says so', () => {
    const access = createProviderAccess({ keyOf, fallbackBaseUrl: 'http://127.0.0.1:8788/providers' })
    const { baseUrl, apiKey } = access.locate(other)
    expect(baseUrl).toBe('http://127.0.0.1:8788/providers/other/openai/v1')
    expect(apiKey).not.toContain('secret')
    expect(access.displayName(other)).toBe('Other (simulated)')
    expect(access.isRoutable(other)).toBe(true)
  })

  it('not at all without a key where there is no fallback, as in production', () => {
    const access = createProviderAccess({ keyOf, fallbackBaseUrl: '' })
    expect(access.isRoutable(other)).toBe(false)
    expect(access.isRoutable(acme)).toBe(true)
  })
})
