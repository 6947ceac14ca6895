import { gzipSync } from 'node:zlib'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import { sampleRequest } from '@turnpike/contracts/testing/sample-request'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeEndpoint, makeProvider } from '../testing/provider-rows.ts'
import {
  contentChunk,
  DONE,
  EVENT_STREAM,
  FINISH_CHUNK,
  type Script,
  startUpstream,
  type UpstreamServer,
} from '../testing/upstream-server.ts'
import { callEndpoint, type EndpointCall } from './call-endpoint.ts'
import { createTransport, type Transport } from './create-transport.ts'

let transport: Transport
const servers: UpstreamServer[] = []

beforeEach(() => {
  transport = createTransport({ maxResponseBytes: 4_194_304 })
})
afterEach(async () => {
  await transport.close()
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function upstream(script: Script): Promise<UpstreamServer> {
  const server = await startUpstream(script)
  servers.push(server)
  return server
}

const KEY = 'sk-upstream-0123456789'

const callOf = (baseUrl: string, more: Partial<EndpointCall> = {}): EndpointCall => ({
  provider: makeProvider(),
  endpoint: makeEndpoint(),
  baseUrl,
  apiKey: KEY,
  request: sampleRequest({ stream: true }),
  maxOutputTokens: null,
  signal: new AbortController().signal,
  firstByteTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  ...more,
})

async function collect(call: EndpointCall): Promise<CanonicalEvent[]> {
  const events: CanonicalEvent[] = []
  for await (const event of callEndpoint(transport, call)) events.push(event)
  return events
}

/** Runs a call that fails and gives the code of its only error, which must be its last event. */
async function failureOf(call: EndpointCall): Promise<string> {
  const events = await collect(call)
  const errors = events.filter((event) => event.type === 'error')
  expect(errors).toHaveLength(1)
  const last = events.at(-1)
  return last?.type === 'error' ? last.error.code : `ended with ${last?.type}`
}

const answering =
  (status: number, headers: Record<string, string>, body: string | Buffer): Script =>
  (response) =>
    response.writeHead(status, headers).end(body)

const streaming = (...texts: string[]): Script => answering(200, EVENT_STREAM, texts.join(''))

/** Writes the beginning of a stream and leaves it open. */
const stalling: Script = (response) => {
  response.writeHead(200, EVENT_STREAM)
  response.write(contentChunk('so far'))
}

describe('an answer', () => {
  it('that is streamed comes as events, and its connection is used again', async () => {
    const server = await upstream(streaming(': hello\n\n', contentChunk('Hi'), FINISH_CHUNK, DONE))
    for (let count = 0; count < 10; count++) {
      const types = (await collect(callOf(server.baseUrl))).map((event) => event.type)
      expect(types).toEqual(['start', 'content', 'finish', 'end'])
    }
    // One that is just being read to its end cannot be taken yet, so two take turns.
    expect(server.connections()).toBeLessThanOrEqual(2)
  })

  it('in one JSON body comes as the same events, asked for so or not', async () => {
    const message = { role: 'assistant', content: 'Hi' }
    const completion = { id: 'x', model: 'm', choices: [{ index: 0, message, finish_reason: 'stop' }] }
    const server = await upstream(answering(200, { 'content-type': 'application/json' }, JSON.stringify(completion)))
    for (const stream of [true, false]) {
      const events = await collect(callOf(server.baseUrl, { request: sampleRequest({ stream }) }))
      expect(events.map((event) => event.type)).toEqual(['start', 'content', 'finish', 'end'])
    }
  })

  it('may begin with blank lines that kept the connection alive', async () => {
    const body = `\n\n  \n${JSON.stringify({ choices: [{ message: { content: 'Hi' }, finish_reason: 'stop' }] })}`
    const server = await upstream(answering(200, { 'content-type': 'application/json' }, body))
    const events = await collect(callOf(server.baseUrl, { request: sampleRequest() }))
    expect(events.at(-1)).toEqual({ type: 'end' })
  })
})

describe('the key', () => {
  it.each([
    [{ kind: 'bearer' }, 'authorization', `Bearer ${KEY}`, '/v1/chat/completions'],
    [{ kind: 'header', header: 'x-api-key' }, 'x-api-key', KEY, '/v1/chat/completions'],
    [{ kind: 'query', parameter: 'key' }, 'authorization', undefined, `/v1/chat/completions?key=${KEY}`],
  ])('goes where the row says: %j', async (auth, header, value, url) => {
    const server = await upstream(streaming(DONE))
    await collect(callOf(server.baseUrl, { provider: makeProvider({ auth }) }))
    expect(server.requests[0]?.headers[header]).toBe(value)
    expect(server.requests[0]?.url).toBe(url)
    expect(server.requests[0]?.headers['accept-encoding']).toBe('identity')
  })

  it('is not carried to another host by a redirect', async () => {
    const elsewhere = await upstream(streaming(DONE))
    const server = await upstream(answering(307, { location: `${elsewhere.baseUrl}/chat/completions` }, ''))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
    expect(elsewhere.requests).toHaveLength(0)
  })

  it('is struck out of the complaint that repeats it', async () => {
    const body = JSON.stringify({ error: { message: `bad key ${KEY}!` } })
    const server = await upstream(answering(401, { 'content-type': 'application/json' }, body))
    const [event] = await collect(callOf(server.baseUrl))
    expect(event).toMatchObject({ error: { code: 'provider_authentication', providerMessage: 'bad key <key>!' } })
  })
})

describe('a failure is told once and by its name', () => {
  it('connection refused', async () => {
    const server = await startUpstream(streaming(DONE))
    await server.close()
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_unavailable')
  })

  it('no TLS where TLS should be', async () => {
    const server = await upstream(streaming(DONE))
    const baseUrl = server.baseUrl.replace('http:', 'https:')
    expect(await failureOf(callOf(baseUrl))).toBe('provider_unavailable')
  })

  it('reset before the answer', async () => {
    const server = await upstream((response) => response.socket?.resetAndDestroy())
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_unavailable')
  })

  it('reset in the middle of the answer', async () => {
    const server = await upstream((response) => {
      response.writeHead(200, EVENT_STREAM)
      response.write(contentChunk('so far'), () => response.socket?.resetAndDestroy())
    })
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_stream_cut')
  })

  it.each([
    ['in the middle', [contentChunk('so far')]],
    ['inside an event', [contentChunk('so far'), 'data: {"choices":[{"index":0,"delta":{"con']],
    ['before anything', []],
  ])('an orderly close %s', async (_where, texts) => {
    const server = await upstream(streaming(...texts))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_stream_cut')
  })

  it('no first byte in time', async () => {
    const server = await upstream(() => undefined)
    expect(await failureOf(callOf(server.baseUrl, { firstByteTimeoutMs: 30 }))).toBe('timeout')
  })

  it('a head without a body in time', async () => {
    const server = await upstream((response) => response.writeHead(200, EVENT_STREAM).flushHeaders())
    expect(await failureOf(callOf(server.baseUrl, { firstByteTimeoutMs: 30 }))).toBe('timeout')
  })

  it('silence in the middle of the answer', async () => {
    const server = await upstream(stalling)
    expect(await failureOf(callOf(server.baseUrl, { idleTimeoutMs: 30 }))).toBe('timeout')
    await server.closed
  })

  it('an event of two megabytes', async () => {
    const server = await upstream(streaming(contentChunk('x'.repeat(2_097_152)), DONE))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
  })

  it('a line that never ends', async () => {
    const server = await upstream(answering(200, EVENT_STREAM, `data: ${'x'.repeat(3_000_000)}`))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
  })

  it('an answer beyond the bound', async () => {
    const server = await upstream(answering(200, { 'content-type': 'application/json' }, ' '.repeat(5_000_000)))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
  })

  it.each([
    ['a page made for people', 200, { 'content-type': 'text/html' }, '<html><title>Hi</title></html>'],
    ['compressed bytes', 200, { ...EVENT_STREAM, 'content-encoding': 'gzip' }, gzipSync(DONE)],
    ['an event that is not JSON', 200, EVENT_STREAM, 'data: {"choices\n\n'.concat(DONE)],
    ['half a JSON body', 200, { 'content-type': 'application/json' }, '{"choices":['],
    ['a body without choices', 200, { 'content-type': 'application/json' }, '{}'],
  ])('%s', async (_what, status, headers, body) => {
    const server = await upstream(answering(status, headers, body))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
  })

  it('an error inside of a success', async () => {
    const body = JSON.stringify({ error: { message: 'Overloaded', type: 'overloaded_error' } })
    const server = await upstream(answering(200, { 'content-type': 'application/json' }, body))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_overloaded')
  })

  it('an HTML page of a proxy with a failing status', async () => {
    const page = '<html><head><title>502 Bad Gateway</title></head></html>'
    const server = await upstream(answering(502, { 'content-type': 'text/html' }, page))
    const [event] = await collect(callOf(server.baseUrl))
    expect(event).toMatchObject({
      type: 'error',
      error: { code: 'provider_unavailable', status: 502, providerMessage: 'an HTML page: 502 Bad Gateway' },
    })
  })

  it('a failing status whose body never ends', async () => {
    const server = await upstream((response) => {
      response.writeHead(503, { 'content-type': 'application/json', 'retry-after': '7' })
      response.write('{"error":')
    })
    const [event, ...more] = await collect(callOf(server.baseUrl, { idleTimeoutMs: 30 }))
    expect(event).toMatchObject({ error: { code: 'provider_overloaded', status: 503, retryAfterSeconds: 7 } })
    expect(more).toEqual([])
  })

  it('bytes that are not HTTP', async () => {
    const server = await upstream((response) => response.socket?.end('220 mail.example.test ESMTP\r\n'))
    expect(await failureOf(callOf(server.baseUrl))).toBe('provider_invalid_response')
  })
})

describe('a call that nobody wants any more', () => {
  it('ends without a word when its signal is aborted, and its connection is closed', async () => {
    const server = await upstream(stalling)
    const controller = new AbortController()
    const events: CanonicalEvent[] = []
    for await (const event of callEndpoint(transport, callOf(server.baseUrl, { signal: controller.signal }))) {
      events.push(event)
      if (event.type === 'content') controller.abort()
    }
    expect(events.map((event) => event.type)).toEqual(['start', 'content'])
    await server.closed
  })

  it('ends without a word when it is aborted while it waits for the answer', async () => {
    const controller = new AbortController()
    const server = await upstream(() => controller.abort())
    expect(await collect(callOf(server.baseUrl, { signal: controller.signal }))).toEqual([])
    await server.closed
  })

  it('is not even sent when its signal was aborted before', async () => {
    const server = await upstream(streaming(DONE))
    expect(await collect(callOf(server.baseUrl, { signal: AbortSignal.abort() }))).toEqual([])
    expect(server.connections()).toBe(0)
  })

  it('closes its connection when the generator is left early', async () => {
    const server = await upstream(stalling)
    for await (const event of callEndpoint(transport, callOf(server.baseUrl))) {
      if (event.type === 'content') break
    }
    await server.closed
  })

  it('leaves no listener on the signal behind', async () => {
    const server = await upstream(streaming(contentChunk('Hi'), FINISH_CHUNK, DONE))
    const controller = new AbortController()
    const added: unknown[] = []
    const { signal } = controller
    const add = signal.addEventListener.bind(signal)
    const remove = signal.removeEventListener.bind(signal)
    const left = Promise.withResolvers<void>()
    signal.addEventListener = (type: string, listener: () => void) => {
      added.push(listener)
      add(type, listener)
    }
    signal.removeEventListener = (type: string, listener: () => void) => {
      added.splice(added.indexOf(listener), 1)
      remove(type, listener)
      left.resolve()
    }
    await collect(callOf(server.baseUrl, { signal }))
    await left.promise
    expect(added).toEqual([])
  })
})
