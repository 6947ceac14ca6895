import type { JsonObject } from '@turnpike/kernel/json'
import type { ErrorCode } from '../errors/error-table.ts'
import type { ReportedUsage } from './usage.ts'

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'error'

/** An error told by a provider, classed by our table. `providerMessage` is for operators, not for clients. */
export type ProviderError = {
  code: ErrorCode
  /** HTTP status of the provider's answer; `null` when the error came inside a stream or from the network. */
  status: number | null
  providerCode: string | null
  providerMessage: string | null
  retryAfterSeconds: number | null
}

/**
 * What every protocol's answer is translated to, streamed or not. A decoder is a fold that yields these; a skin
 * renders them. `end` means that the provider finished its answer as its protocol demands; a stream that stops
 * without it was cut.
 */
export type CanonicalEvent =
  | { type: 'start'; upstreamId: string | null; upstreamModel: string | null; systemFingerprint: string | null }
  | { type: 'content'; choice: number; text: string }
  | { type: 'refusal'; choice: number; text: string }
  | { type: 'reasoning'; choice: number; text: string; details: JsonObject[] }
  | { type: 'tool-call'; choice: number; index: number; id: string; name: string }
  | { type: 'tool-call-arguments'; choice: number; index: number; text: string }
  | { type: 'annotations'; choice: number; annotations: JsonObject[] }
  | { type: 'logprobs'; choice: number; logprobs: JsonObject }
  | { type: 'finish'; choice: number; reason: FinishReason; nativeReason: string | null }
  | { type: 'usage'; usage: ReportedUsage }
  | { type: 'error'; error: ProviderError }
  | { type: 'end' }

/** Events that carry something the client wanted. After the first of these no other candidate may be tried. */
export const isContentEvent = (event: CanonicalEvent): boolean =>
  event.type === 'content' ||
  event.type === 'refusal' ||
  event.type === 'reasoning' ||
  event.type === 'tool-call' ||
  event.type === 'tool-call-arguments'
