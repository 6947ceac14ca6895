/**
 * What a wire protocol is to the rest of the house. Everything here is pure: a request becomes bytes, and bytes become
 * canonical events. What differs between providers of one protocol comes in as the provider's row, never as code.
 */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent, ProviderError } from '@turnpike/contracts/inference/canonical-event'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'

/** One server-sent event. `event` is `null` when the stream did not name it. */
export type UpstreamEvent = { event: string | null; data: string }

/** `path` is appended to the provider's base URL. The API key is not in here: the transport adds it. */
export type EncodedRequest = { path: string; headers: Record<string, string>; body: string }

/** `null` leaves the limit to the endpoint. */
export type OutputLimits = { maxOutputTokens: number | null }

/** An answer that is not a success, or an error told inside of one (then `status` is `null`). */
export type UpstreamFailure = {
  status: number | null
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: string
  /** For `Retry-After` given as a date. */
  nowMs: number
}

/** A fold over the events of one stream. `close` is asked when the connection ended without an error. */
export type StreamFold<State> = {
  initial: State
  step: (state: State, event: UpstreamEvent, provider: Provider) => [State, CanonicalEvent[]]
  close: (state: State, provider: Provider) => CanonicalEvent[]
}

/** A stream being decoded: the fold with its state kept. */
export type StreamDecoder = {
  step: (event: UpstreamEvent) => CanonicalEvent[]
  /** The rest of the answer; without an `end` among it (or before) the stream was cut. */
  close: () => CanonicalEvent[]
}

export type ProtocolAdapter = {
  encodeRequest: (
    request: InferenceRequest,
    endpoint: Endpoint,
    provider: Provider,
    limits: OutputLimits,
  ) => EncodedRequest
  /** A whole, unstreamed success. Ends with `end`, or with one `error`. */
  decodeResponse: (bytes: Uint8Array, provider: Provider) => CanonicalEvent[]
  openStream: (provider: Provider) => StreamDecoder
  decodeError: (failure: UpstreamFailure, provider: Provider) => ProviderError
}

export function toStreamDecoder<State>(fold: StreamFold<State>, provider: Provider): StreamDecoder {
  let state = fold.initial
  return {
    step: (event) => {
      const [next, events] = fold.step(state, event, provider)
      state = next
      return events
    },
    close: () => fold.close(state, provider),
  }
}
