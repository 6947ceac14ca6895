/** The sandbox as one HTTP server: simulated Stripe, simulated providers, control page. */
import { join } from 'node:path'
import formbody from '@fastify/formbody'
import type { Clock } from '@turnpike/kernel/clock'
import Fastify, { type FastifyInstance, LogController } from 'fastify'
import qs from 'qs'
import { ZodError } from 'zod'
import { renderControlPage } from './pages/control-page.ts'
import { sendPage } from './pages/page-shell.ts'
import { registerProviders } from './providers/register-providers.ts'
import { registerStripe } from './stripe/register-stripe.ts'
import type { Dispatcher } from './stripe/webhooks/create-dispatcher.ts'
import type { StripeSettings } from './stripe/world.ts'

export type SandboxOptions = {
  logLevel: string
  clock: Clock
  /** Where state is kept, `sandbox.sqlite` among it; null keeps everything in memory. */
  dataDirectory: string | null
  stripe: StripeSettings
  /** False only in tests: the webhook schedule then runs when `dispatcher.runDue()` is called. */
  automatic: boolean
}

/** The most that a form or query may nest and hold; the SDK's own calls stay far below. */
const parseBrackets = (text: string): Record<string, unknown> =>
  qs.parse(text, { depth: 8, arrayLimit: 200, parameterLimit: 5000 })

/** Builds the server without listening. Closing it ends open connections, webhooks under way and the database. */
export async function createServer(
  options: SandboxOptions,
): Promise<{ server: FastifyInstance; dispatcher: Dispatcher }> {
  const server = Fastify({
    logger: { level: options.logLevel, base: null, redact: ['req.headers.authorization'] },
    // What was asked of the simulated parts is on their own pages; here it would drown the product's log.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    routerOptions: { querystringParser: parseBrackets, maxParamLength: 300 },
  })
  await server.register(formbody, { parser: parseBrackets })
  server.addHook('onRequest', async (request, reply) => {
    if (isFromOtherSite(request.method, request.headers.origin, request.host, options.stripe.publicUrl)) {
      return reply.code(403).send({ error: { message: 'The sandbox takes forms from its own pages only.' } })
    }
  })
  server.setErrorHandler((problem, _request, reply) => {
    if (!(problem instanceof ZodError)) return reply.send(problem)
    const [issue] = problem.issues
    return reply.code(400).send({ error: { message: `${issue?.path.join('.') || 'body'}: ${issue?.message}` } })
  })
  server.get('/healthz', () => ({ status: 'ok' }))
  const { world, dispatcher } = await registerStripe(server, {
    settings: options.stripe,
    clock: options.clock,
    databasePath: options.dataDirectory === null ? ':memory:' : join(options.dataDirectory, 'sandbox.sqlite'),
    automatic: options.automatic,
  })
  await registerProviders(server, { dataFolder: options.dataDirectory })
  server.get('/', (_request, reply) => sendPage(reply, 200, renderControlPage(world)))
  return { server, dispatcher }
}

/**
 * The sandbox has no sign-in, so a page of some other site must not be able to press its buttons through a browser.
 * Browsers name the sending page on every cross-site POST; programs name none.
 */
function isFromOtherSite(method: string, origin: string | undefined, host: string, publicUrl: string | null): boolean {
  if (method === 'GET' || method === 'HEAD' || origin === undefined) return false
  return origin !== `http://${host}` && origin !== publicUrl
}
