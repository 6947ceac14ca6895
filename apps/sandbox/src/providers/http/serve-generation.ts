/** Serves one generation over HTTP, whole or as a stream, and breaks it the way its switch says. */
import type { ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Outcome, ProviderRegistry, RequestRecord } from '../control/provider-registry.ts'
import { type Frame, type Generation, producedTokens } from '../core/generation.ts'
import { failureOfMode } from '../core/provider-failure.ts'
import type { ProviderSwitch } from '../core/switches.ts'
import type { Dialect } from '../dialects/dialect.ts'
import { type Delivery, type Pacing, waitForTokens, writeFrames, writeText } from './write-frames.ts'

const LONGEST_HANG_MS = 10 * 60_000
const DEFAULT_BREAK_TOKENS = 5

export type Service = {
  registry: ProviderRegistry
  record: RequestRecord
  dialect: Dialect
  generation: Generation
  active: ProviderSwitch
  connection: ServerResponse
  signal: AbortSignal
}

export async function serveGeneration(service: Service): Promise<void> {
  const { generation, registry } = service
  const pacing: Pacing = { profile: generation.profile, speedFactor: registry.speedFactor }
  if (service.active.mode === 'hang' && service.active.afterTokens === null) return hang(service, 0)
  return generation.prompt.stream ? serveStream(service, pacing) : serveWhole(service, pacing)
}

function finish(service: Service, state: 'served' | 'failed' | 'aborted', deliveredTokens: number): void {
  const { active, generation, registry, record } = service
  const outcome: Omit<Outcome, 'state'> = {
    httpStatus: service.connection.headersSent ? 200 : null,
    reason: state === 'served' && active.mode === 'slow' ? 'slow' : active.mode === 'ok' ? null : active.mode,
    stream: generation.prompt.stream,
    producedTokens: producedTokens(generation),
    deliveredTokens,
  }
  registry.close(record, { state, ...outcome })
}

/** Keeps silent until the reader leaves. */
async function hang(service: Service, deliveredTokens: number): Promise<void> {
  try {
    await setTimeout(LONGEST_HANG_MS, undefined, { signal: service.signal })
    finish(service, 'failed', deliveredTokens)
    service.connection.destroy()
  } catch {
    finish(service, 'aborted', deliveredTokens)
  }
}

async function serveWhole(service: Service, pacing: Pacing): Promise<void> {
  const { connection, dialect, generation, active, signal } = service
  const tokens = producedTokens(generation)
  try {
    await waitForTokens(pacing, tokens, performance.now(), signal)
  } catch {
    return finish(service, 'aborted', 0)
  }
  const body = Buffer.from(JSON.stringify(dialect.encodeAnswer(generation)))
  const headers = { 'content-type': 'application/json', ...dialect.responseHeaders(generation) }
  if (active.mode === 'hang') {
    connection.writeHead(200, headers).flushHeaders()
    return hang(service, 0)
  }
  connection.writeHead(200, { ...headers, 'content-length': body.length })
  if (active.mode === 'cut') return cut(service, body.subarray(0, body.length >> 1))
  const malformed = active.mode === 'malformed'
  connection.end(malformed ? Buffer.alloc(body.length, '{"id":"broken",').subarray(0, body.length) : body)
  finish(service, malformed ? 'failed' : 'served', malformed ? 0 : tokens)
}

/** Sends what there is and then tears the connection down, as a crashing server does. */
function cut(service: Service, written: Uint8Array | string, deliveredTokens = 0): Promise<void> {
  finish(service, 'failed', deliveredTokens)
  return new Promise((resolve) => {
    service.connection.write(written, () => {
      service.connection.destroy()
      resolve()
    })
  })
}

const BREAKING_MODES: ReadonlySet<ProviderSwitch['mode']> = new Set(['cut', 'hang', 'malformed'])

/** The token at which a stream breaks: always before its end, however short the answer is. */
function toBreakPoint({ active, generation }: Service): (frame: Frame, readyTokens: number) => boolean {
  const breaks = BREAKING_MODES.has(active.mode) || failureOfMode(active.mode) !== null
  if (!breaks) return () => false
  const total = producedTokens(generation)
  const breakAt = Math.min(active.afterTokens ?? DEFAULT_BREAK_TOKENS, Math.max(0, total - 1))
  return (frame, readyTokens) => readyTokens >= breakAt && (frame.tokens > 0 || readyTokens >= total)
}

async function serveStream(service: Service, pacing: Pacing): Promise<void> {
  const { connection, dialect, generation, signal } = service
  // The head leaves with the first frame: providers stay silent until they have a token.
  connection.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache',
    ...dialect.responseHeaders(generation),
  })
  const frames = dialect.encodeStream(generation)
  const delivery = await writeFrames(connection, frames, pacing, signal, toBreakPoint(service))
  if (delivery.end === 'left') return finish(service, 'aborted', delivery.deliveredTokens)
  if (delivery.end === 'broken') return breakStream(service, delivery)
  connection.end()
  finish(service, 'served', delivery.deliveredTokens)
}

async function breakStream(service: Service, { deliveredTokens }: Delivery): Promise<void> {
  const { active, connection, dialect, generation, record, signal } = service
  if (active.mode === 'hang') {
    connection.flushHeaders()
    return hang(service, deliveredTokens)
  }
  if (active.mode === 'cut') return cut(service, ':\n\n', deliveredTokens)
  const kind = failureOfMode(active.mode)
  const context = { provider: record.provider, nonce: generation.nonce, nowMs: Date.now() }
  const text =
    kind === null
      ? dialect.malformedFrame
      : dialect.encodeStreamFailure({ kind, model: generation.prompt.model }, context)
  finish(service, 'failed', deliveredTokens)
  await writeText(connection, text, signal).catch(() => undefined)
  connection.end()
}
