/**
 * One call to one endpoint, as canonical events. The only place where requests leave the house.
 *
 * - Ends with `end`, or with exactly one `error`, or without a word when `call.signal` was aborted. Never throws for
 *   what a provider or the network does.
 * - Pull-based: nothing is read that nobody asked for, so a slow client slows the provider down.
 * - Leaving the generator early, aborting and failing all close the connection; only a complete answer gives it back.
 */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent, ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { ownError } from '../protocols/describe-failure.ts'
import type { ProtocolAdapter } from '../protocols/protocol.ts'
import { PROTOCOLS } from '../protocols/registry.ts'
import { decodeEventStream } from '../stream/decode-event-stream.ts'
import type { Transport } from './create-transport.ts'
import { nameFailure, timedOut } from './name-failure.ts'
import { sendRequest, type UpstreamResponse } from './send-request.ts'
import { openBody, readAll, readBeginning, type UpstreamBody } from './upstream-body.ts'
import { openWatchdog, type Watchdog } from './watchdog.ts'

export type EndpointCall = {
  provider: Provider
  endpoint: Endpoint
  /** The provider's own or a stand-in's; no trailing slash. */
  baseUrl: string
  apiKey: string
  request: InferenceRequest
  /** For each choice; `null` leaves it to the endpoint. */
  maxOutputTokens: number | null
  signal: AbortSignal
  /** From sending to the first byte of the answer's body. */
  firstByteTimeoutMs: number
  /** Between two chunks of the body; comments of an event stream count as life. */
  idleTimeoutMs: number
}

const MAX_ERROR_BYTES = 65_536

export async function* callEndpoint(
  transport: Transport,
  call: EndpointCall,
): AsyncGenerator<CanonicalEvent, void, undefined> {
  const watchdog = openWatchdog(call.signal)
  const exchange: Exchange = { answering: false, complete: false, body: null, patience: openPatience(call) }
  try {
    if (call.signal.aborted) return
    for await (const event of exchangeEvents(transport, call, watchdog, exchange)) {
      if (call.signal.aborted) return
      exchange.complete = event.type === 'end'
      yield event.type === 'error' ? { type: 'error', error: withoutKey(event.error, call.apiKey) } : event
      if (event.type === 'end' || event.type === 'error') return
    }
  } catch (error) {
    if (watchdog.stoppedBy() === 'caller') return
    const failure =
      watchdog.stoppedBy() === 'timeout' ? timedOut(exchange.patience.lesson()) : nameFailure(error, exchange.answering)
    if (failure === null) throw error
    yield { type: 'error', error: withoutKey(failure, call.apiKey) }
  } finally {
    leave(watchdog, exchange)
  }
}

type Exchange = { answering: boolean; complete: boolean; body: UpstreamBody | null; patience: Patience }

/** Sends, and reads the answer by what it turns out to be: an error, an event stream or one JSON body. */
async function* exchangeEvents(
  transport: Transport,
  call: EndpointCall,
  watchdog: Watchdog,
  exchange: Exchange,
): AsyncGenerator<CanonicalEvent, void, undefined> {
  const adapter = PROTOCOLS[call.provider.protocol]
  const { patience } = exchange
  const encoded = adapter.encodeRequest(call.request, call.endpoint, call.provider, call)
  const sent = sendRequest(transport, call, encoded, watchdog.signal)
  const response = await watchdog.wait(sent, patience.nextMs())
  exchange.answering = true
  const body = openBody(response, watchdog, transport.settings.maxResponseBytes)
  exchange.body = body
  const read = async () => {
    const chunk = await body.read(patience.nextMs())
    patience.heard()
    return chunk
  }
  const refusal = refuse(response)
  if (response.statusCode < 200 || response.statusCode > 299) {
    yield { type: 'error', error: await readError(response, { ...body, read }, adapter, call) }
  } else if (refusal !== null) {
    yield { type: 'error', error: refusal }
  } else if (isEventStream(response, call.request.stream)) {
    yield* decodeEventStream(read, adapter, call.provider)
  } else {
    yield* adapter.decodeResponse(await readAll({ ...body, read }, patience.nextMs), call.provider)
  }
}

async function readError(
  response: UpstreamResponse,
  body: UpstreamBody,
  adapter: ProtocolAdapter,
  call: EndpointCall,
): Promise<ProviderError> {
  const text = await readBeginning(body, MAX_ERROR_BYTES, () => call.idleTimeoutMs)
  const failure = { status: response.statusCode, headers: response.headers, body: text, nowMs: Date.now() }
  return adapter.decodeError(failure, call.provider)
}

const contentType = (response: UpstreamResponse): string =>
  String(response.headers['content-type'] ?? '')
    .split(';', 1)[0]
    ?.trim()
    .toLowerCase() ?? ''

/** Where the content type says neither, the answer is taken for what was asked for. */
function isEventStream(response: UpstreamResponse, asked: boolean): boolean {
  const type = contentType(response)
  if (type === 'text/event-stream') return true
  return asked && !type.endsWith('json')
}

/** Successes that cannot be one: a page made for people, or bytes compressed against our wish. */
function refuse(response: UpstreamResponse): ProviderError | null {
  const encoding = String(response.headers['content-encoding'] ?? 'identity').toLowerCase()
  if (encoding !== 'identity') {
    return ownError('provider_invalid_response', `the answer is compressed (${encoding.slice(0, 40)})`)
  }
  const type = contentType(response)
  return type === 'text/html' ? ownError('provider_invalid_response', 'the answer is an HTML page') : null
}

type Patience = { nextMs: () => number; heard: () => void; lesson: () => string }

/** One deadline for everything up to the first byte of the body, then the same patience for each chunk. */
function openPatience(call: EndpointCall): Patience {
  const firstDeadlineMs = performance.now() + call.firstByteTimeoutMs
  let hasBegun = false
  return {
    nextMs: () => (hasBegun ? call.idleTimeoutMs : firstDeadlineMs - performance.now()),
    heard: () => {
      hasBegun = true
    },
    lesson: () =>
      hasBegun
        ? `nothing came for ${call.idleTimeoutMs} ms in the middle of the answer`
        : `the answer did not begin within ${call.firstByteTimeoutMs} ms`,
  }
}

/** A complete answer leaves at most its framing unread. That is read without being waited for, within bounds of its own. */
function leave(watchdog: Watchdog, exchange: Exchange): void {
  if (!exchange.complete || exchange.body === null) {
    watchdog.abort()
    watchdog.close()
    return
  }
  exchange.body
    .drain()
    .catch(() => watchdog.abort())
    .finally(() => watchdog.close())
}

/** Some providers repeat the key in their complaint about it. */
function withoutKey(error: ProviderError, apiKey: string): ProviderError {
  if (apiKey === '' || !error.providerMessage?.includes(apiKey)) return error
  return { ...error, providerMessage: error.providerMessage.replaceAll(apiKey, '<key>') }
}
