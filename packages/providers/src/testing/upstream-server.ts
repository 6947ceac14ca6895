/** A provider that does as it is told, on a port of its own. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type UpstreamServer = {
  baseUrl: string
  requests: { url: string; headers: IncomingMessage['headers']; body: string }[]
  connections: () => number
  /** Resolves when the connection of the next answer to break off is gone. */
  closed: Promise<void>
  close: () => Promise<void>
}

export type Script = (response: ServerResponse, request: IncomingMessage) => void

export async function startUpstream(script: Script): Promise<UpstreamServer> {
  const requests: UpstreamServer['requests'] = []
  const closed = Promise.withResolvers<void>()
  let connections = 0
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('error', () => undefined)
    response.on('error', () => undefined)
    response.on('close', () => {
      if (!response.writableFinished) closed.resolve()
    })
    request.on('end', () => {
      requests.push({ url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
      script(response, request)
    })
  }
  const server = createServer(listener)
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    connections: () => connections,
    closed: closed.promise,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

export const toSse = (chunk: unknown): string => `data: ${JSON.stringify(chunk)}\n\n`

export const contentChunk = (text: string): string =>
  toSse({ id: 'chatcmpl-1', model: 'model-1', choices: [{ index: 0, delta: { content: text }, finish_reason: null }] })

export const FINISH_CHUNK = toSse({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })

export const DONE = 'data: [DONE]\n\n'

export const EVENT_STREAM = { 'content-type': 'text/event-stream' }
