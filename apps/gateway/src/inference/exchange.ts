import type { IncomingMessage, ServerResponse } from 'node:http'

/** One HTTP exchange with a client. `closed` aborts when the client goes away before the answer is complete. */
export type ClientExchange = {
  request: IncomingMessage
  response: ServerResponse
  closed: AbortSignal
  /** Milliseconds of the monotonic clock when the request arrived. */
  arrivedAt: number
}

export function openExchange(request: IncomingMessage, response: ServerResponse): ClientExchange {
  const closed = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) closed.abort()
  })
  return { request, response, closed: closed.signal, arrivedAt: performance.now() }
}

export const elapsedMs = (exchange: ClientExchange): number => performance.now() - exchange.arrivedAt
