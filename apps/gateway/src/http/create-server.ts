/**
 * The HTTP server: strict parsing, explicit timeouts, one route table. A handler that throws is a bug of ours and
 * becomes a plain 500; nothing of the error leaves the house.
 */
import { createServer as createHttpServer, type Server } from 'node:http'
import { failure } from '@turnpike/contracts/errors/failure'
import findMyWay from 'find-my-way'
import { type ClientExchange, openExchange } from '../inference/exchange.ts'
import type { Logger } from '../logger.ts'
import { allowAnyOrigin, answerPreflight } from './cors.ts'
import { sendFailure } from './send-failure.ts'

export type RouteHandler = (exchange: ClientExchange, query: URLSearchParams) => Promise<void> | void
export type Route = { method: 'GET' | 'POST'; path: string; handle: RouteHandler }

const HEADERS_TIMEOUT_MS = 60_000
const REQUEST_TIMEOUT_MS = 300_000
const KEEP_ALIVE_TIMEOUT_MS = 65_000
const LARGEST_HEADER_BYTES = 16 * 1024
const MOST_HEADERS = 100

export function createServer(routes: readonly Route[], logger: Logger): Server {
  const router = findMyWay({ ignoreTrailingSlash: true, maxParamLength: 256 })
  const methodsOf = new Map<string, Set<string>>()
  for (const route of routes) {
    methodsOf.set(route.path, (methodsOf.get(route.path) ?? new Set()).add(route.method))
    router.on(route.method, route.path, () => undefined, route.handle)
  }

  const server = createHttpServer(
    { maxHeaderSize: LARGEST_HEADER_BYTES, requireHostHeader: true },
    (request, response) => {
      const exchange = openExchange(request, response)
      if (request.method === 'OPTIONS') {
        return answerPreflight(response, request.headers['access-control-request-headers'])
      }
      allowAnyOrigin(response)
      const [path = '/', query = ''] = (request.url ?? '/').split('?', 2)
      const found = router.find((request.method ?? 'GET') as 'GET', path)
      if (!found) return answerUnknownRoute(exchange, path, methodsOf.get(path))
      const handle = found.store as RouteHandler
      Promise.resolve()
        .then(() => handle(exchange, new URLSearchParams(query)))
        .catch((error: unknown) => {
          logger.error({ err: error, path }, 'a request handler threw')
          if (response.headersSent) response.destroy()
          else sendFailure(response, failure('server'))
        })
    },
  )
  server.maxHeadersCount = MOST_HEADERS
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS
  return server
}

function answerUnknownRoute(exchange: ClientExchange, path: string, methods: Set<string> | undefined): void {
  const { request, response } = exchange
  if (methods) response.setHeader('allow', [...methods, 'OPTIONS'].join(', '))
  sendFailure(
    response,
    methods
      ? failure('method_not_allowed', `${path} accepts ${[...methods].join(' and ')}.`)
      : failure(
          'not_found',
          `There is no ${request.method} ${path}. The API starts at /api/v1, for example POST /api/v1/chat/completions.`,
        ),
  )
}
