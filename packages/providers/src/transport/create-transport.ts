/**
 * Connections to providers, pooled by origin. Made once by a process and closed with it. Redirects are never followed,
 * so a key is never carried to another host.
 */
import { Agent } from 'undici'

export type TransportSettings = {
  /** TCP and TLS together. */
  connectTimeoutMs: number
  connectionsPerOrigin: number
  keepAliveMs: number
  /** Of a whole answer, streamed or not. */
  maxResponseBytes: number
}

export type Transport = { agent: Agent; settings: TransportSettings; close: () => Promise<void> }

const DEFAULTS: TransportSettings = {
  connectTimeoutMs: 3_000,
  connectionsPerOrigin: 512,
  keepAliveMs: 10_000,
  maxResponseBytes: 64 * 1_048_576,
}

const MAX_HEADER_BYTES = 16_384

/** Waiting for the first byte and between bytes is bounded for each call, so the agent's own clocks are off. */
export function createTransport(settings: Partial<TransportSettings> = {}): Transport {
  const complete = { ...DEFAULTS, ...settings }
  const agent = new Agent({
    connections: complete.connectionsPerOrigin,
    connect: { timeout: complete.connectTimeoutMs },
    keepAliveTimeout: complete.keepAliveMs,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: MAX_HEADER_BYTES,
    allowH2: false,
  })
  return { agent, settings: complete, close: () => agent.destroy() }
}
