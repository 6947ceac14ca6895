/**
 * A stream's bytes → canonical events, pulled one chunk at a time.
 *
 * - Ends after `end` or after exactly one `error`. A close without the protocol's end is `provider_stream_cut`.
 * - The reading of bytes may throw (a reset, a time-out); that passes through, for the transport to name.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import { ownError } from '../protocols/describe-failure.ts'
import { parseJson } from '../protocols/json-reading.ts'
import type { ProtocolAdapter, UpstreamEvent } from '../protocols/protocol.ts'
import { createSseDecoder } from './sse-decoder.ts'

/** `null` is the orderly end of the body. */
export type ReadChunk = () => Promise<Uint8Array | null>

export async function* decodeEventStream(
  read: ReadChunk,
  adapter: Pick<ProtocolAdapter, 'openStream'>,
  provider: Provider,
): AsyncGenerator<CanonicalEvent, void, undefined> {
  const sse = createSseDecoder()
  const decoder = adapter.openStream(provider)
  for (;;) {
    const bytes = await read()
    const batch = bytes === null ? sse.end() : sse.feed(bytes)
    const upstreamEvents = bytes === null ? batch.events.filter(isWhole) : batch.events
    for (const upstreamEvent of upstreamEvents) {
      for (const event of decoder.step(upstreamEvent)) {
        yield event
        if (isLast(event)) return
      }
    }
    if (batch.tooLarge) return yield fail('provider_invalid_response', 'an event of the stream is larger than 1 MiB')
    if (bytes === null) break
  }
  const rest = decoder.close()
  yield* rest
  if (!rest.some(isLast)) yield fail('provider_stream_cut', 'the stream closed before its end')
}

const isLast = (event: CanonicalEvent): boolean => event.type === 'end' || event.type === 'error'

/** An event that the close of the connection cut in two is part of the cut, not an unreadable answer. */
const isWhole = (event: UpstreamEvent): boolean => event.data.trim() === '[DONE]' || parseJson(event.data) !== undefined

const fail = (code: 'provider_invalid_response' | 'provider_stream_cut', message: string): CanonicalEvent => ({
  type: 'error',
  error: ownError(code, message),
})
