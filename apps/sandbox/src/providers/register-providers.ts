/**
 * Simulated providers over real HTTP: `/providers/<any provider id>/…` speaks that provider's wire format, `/control/…`
 * makes providers fail on purpose, `/providers-control` does so by hand.
 */
import type { FastifyInstance } from 'fastify'
import { registerControlRoutes } from './control/control-routes.ts'
import { ProviderRegistry } from './control/provider-registry.ts'
import { loadSettings, saveSettings } from './control/saved-settings.ts'
import { PrefixCache } from './core/prefix-cache.ts'
import { answerBodyError } from './http/answer-body-error.ts'
import { handleProviderRequest, type ProviderDeps, type ProviderRequest } from './http/handle-provider-request.ts'
import { OpenConnections } from './http/open-connections.ts'

const LARGEST_BODY_BYTES = 32 * 1024 * 1024

/** `dataFolder` keeps switches and speed over restarts; with `null` they live in memory only. */
export type ProviderSettings = { dataFolder: string | null }

export async function registerProviders(server: FastifyInstance, settings: ProviderSettings): Promise<void> {
  const registry = new ProviderRegistry()
  loadSettings(registry, settings.dataFolder)
  const prefixCache = new PrefixCache()
  const connections = new OpenConnections()
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: LARGEST_BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    scope.addHook('preClose', async () => connections.closeAll())
    scope.register(async (providers) => registerProviderRoutes(providers, { registry, prefixCache, connections }))
    registerControlRoutes(scope, { registry, prefixCache, save: () => saveSettings(registry, settings.dataFolder) })
  })
}

function registerProviderRoutes(server: FastifyInstance, deps: ProviderDeps): void {
  server.setErrorHandler(answerBodyError)
  server.all('/providers/:provider/*', (request: ProviderRequest, reply) => handleProviderRequest(request, reply, deps))
}
