/**
 * How a provider is reached here: with its own key at its own address, or, where this copy has no key and a fallback
 * address is set, at the fallback without a real key. In production there is no fallback, so such a provider is not
 * routable. The name that people see says which it was.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'

export type ProviderAccess = {
  isRoutable: (provider: Provider) => boolean
  displayName: (provider: Provider) => string
  /** Where to call, and with which key. Ask only for providers that are routable. */
  locate: (provider: Provider) => { baseUrl: string; apiKey: string }
}

const KEY_FOR_THE_FALLBACK = 'no-key'

export function createProviderAccess(settings: {
  keyOf: (variable: string) => string | null
  fallbackBaseUrl: string
}): ProviderAccess {
  const hasFallback = settings.fallbackBaseUrl !== ''
  return {
    isRoutable: (provider) => hasFallback || settings.keyOf(provider.keyEnv) !== null,
    displayName: (provider) =>
      settings.keyOf(provider.keyEnv) === null ? `${provider.name} (simulated)` : provider.name,
    locate: (provider) => {
      const apiKey = settings.keyOf(provider.keyEnv)
      if (apiKey !== null) return { baseUrl: provider.baseUrl, apiKey }
      const path = new URL(provider.baseUrl).pathname.replace(/\/$/, '')
      return { baseUrl: `${settings.fallbackBaseUrl}/${provider.id}${path}`, apiKey: KEY_FOR_THE_FALLBACK }
    },
  }
}
