/**
 * Writes frames to a connection at the provider's pace. Guarantees: never more than one frame ahead of a slow reader,
 * nothing is generated after the reader left, and every wait ends with the connection or a limit.
 */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Frame } from '../core/generation.ts'
import { type PerformanceProfile, readyAfterMs } from '../core/performance-profile.ts'

const FRAMES_BETWEEN_BREATHS = 32
const SHORTEST_WAIT_MS = 1

export type Pacing = { profile: PerformanceProfile; speedFactor: number }

export type Delivery = { end: 'finished' | 'left' | 'broken'; deliveredTokens: number }

/** Waits until so many tokens would be ready, counted from `startMs`. Throws when the signal aborts. */
export async function waitForTokens(
  pacing: Pacing,
  tokens: number,
  startMs: number,
  signal: AbortSignal,
): Promise<void> {
  const waitMs = startMs + readyAfterMs(pacing.profile, tokens, pacing.speedFactor) - performance.now()
  if (waitMs >= SHORTEST_WAIT_MS) await setTimeout(waitMs, undefined, { signal })
}

/** Writes text and waits while the reader's buffers are full. */
export async function writeText(connection: ServerResponse, text: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (!connection.write(text)) await once(connection, 'drain', { signal })
}

/** `breaksBefore` says where the answer is to be broken off; the caller then decides how. */
export async function writeFrames(
  connection: ServerResponse,
  frames: Iterable<Frame>,
  pacing: Pacing,
  signal: AbortSignal,
  breaksBefore: (frame: Frame, readyTokens: number) => boolean,
): Promise<Delivery> {
  const startMs = performance.now()
  let readyTokens = 0
  let deliveredTokens = 0
  let written = 0
  try {
    for (const frame of frames) {
      if (breaksBefore(frame, readyTokens)) return { end: 'broken', deliveredTokens }
      readyTokens += frame.tokens
      await waitForTokens(pacing, readyTokens, startMs, signal)
      if (frame.text === '') continue
      await writeText(connection, frame.text, signal)
      deliveredTokens += frame.tokens
      // Without delays the loop would starve the event that tells us the reader has left.
      if (++written % FRAMES_BETWEEN_BREATHS === 0) await setImmediate()
    }
    return { end: 'finished', deliveredTokens }
  } catch (cause) {
    if (!signal.aborted) throw cause
    return { end: 'left', deliveredTokens }
  }
}
