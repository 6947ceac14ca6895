/** A listening server with only the simulated providers, without delays, for tests. */
import Fastify from 'fastify'
import { registerProviders } from '../register-providers.ts'

export type TestServer = {
  url: string
  close: () => Promise<void>
  control: (method: string, path: string, body?: unknown) => Promise<unknown>
}

export async function startTestServer(dataFolder: string | null = null): Promise<TestServer> {
  // Clients open connections ahead of their next request; closing must not wait for those.
  const server = Fastify({ forceCloseConnections: true })
  await registerProviders(server, { dataFolder })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const control: TestServer['control'] = async (method, path, body) => {
    const payload =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const response = await fetch(`${url}/control${path}`, { method, ...payload })
    return response.json()
  }
  await control('PUT', '/speed', { factor: 0 })
  return { url, close: () => server.close(), control }
}
