/** The body of an answer, read one chunk at a time and never beyond its bound. */

import type { UpstreamResponse } from './send-request.ts'
import type { Watchdog } from './watchdog.ts'

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'
}

export type UpstreamBody = {
  /** The next chunk; `null` at the orderly end. Rejects when the connection breaks or the watchdog fires. */
  read: (timeoutMs: number) => Promise<Uint8Array | null>
  /** Reads the little that is left, so that the connection can be used again; gives up at once when it is not little. */
  drain: () => Promise<void>
}

const DRAIN_MS = 1_000
const DRAIN_CHUNKS = 16

export function openBody(response: UpstreamResponse, watchdog: Watchdog, maxBytes: number): UpstreamBody {
  // The iterator reports a broken body; this keeps the same error from being thrown for want of a listener.
  response.body.on('error', () => undefined)
  const chunks = response.body[Symbol.asyncIterator]()
  let bytesRead = 0

  const read = async (timeoutMs: number): Promise<Uint8Array | null> => {
    const next = await watchdog.wait(chunks.next(), timeoutMs)
    if (next.done) return null
    const chunk: Uint8Array = next.value
    bytesRead += chunk.byteLength
    if (bytesRead > maxBytes) throw new BodyTooLargeError(`the answer is larger than ${maxBytes} bytes`)
    return chunk
  }
  const drain = async () => {
    const deadlineMs = performance.now() + DRAIN_MS
    for (let count = 0; count < DRAIN_CHUNKS; count++) {
      if ((await read(deadlineMs - performance.now())) === null) return
    }
    watchdog.abort()
  }
  return { read, drain }
}

/** The whole body; `timeoutMs` tells the patience for each chunk. */
export async function readAll(body: UpstreamBody, timeoutMs: () => number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for (;;) {
    const chunk = await body.read(timeoutMs())
    if (chunk === null) return Buffer.concat(chunks)
    chunks.push(chunk)
  }
}

/** As much of the body as an error message needs; what breaks on the way ends it. */
export async function readBeginning(body: UpstreamBody, maxBytes: number, timeoutMs: () => number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    while (length < maxBytes) {
      const chunk = await body.read(timeoutMs())
      if (chunk === null) break
      chunks.push(chunk)
      length += chunk.byteLength
    }
  } catch {
    // The status says enough; whatever arrived of the body is read.
  }
  return Buffer.concat(chunks).toString('utf8').slice(0, maxBytes)
}
