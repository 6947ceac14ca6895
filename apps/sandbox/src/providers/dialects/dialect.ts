/** What the HTTP shell needs of a wire format. A dialect is pure: requests in, JSON bodies and frames out. */
import type { JsonObject } from '@turnpike/kernel/json'
import type { Result } from '@turnpike/kernel/result'
import type { Frame, Generation } from '../core/generation.ts'
import type { ProviderFailure } from '../core/provider-failure.ts'
import type { SimulatedPrompt } from '../core/simulated-prompt.ts'

export type FailureAnswer = { status: number; headers: Readonly<Record<string, string>>; body: unknown }

export type RequestHeaders = Readonly<Record<string, string | string[] | undefined>>

export type FailureContext = { provider: string; nonce: string; nowMs: number }

export type Dialect = {
  name: 'openai-chat' | 'anthropic-messages'
  /** The fault in the headers, or `null`: a key of any value must be there. */
  checkHeaders: (headers: RequestHeaders) => ProviderFailure | null
  parseRequest: (provider: string, body: JsonObject) => Result<SimulatedPrompt, ProviderFailure>
  responseHeaders: (generation: Generation) => Readonly<Record<string, string>>
  encodeAnswer: (generation: Generation) => JsonObject
  encodeStream: (generation: Generation) => Generator<Frame>
  encodeFailure: (failure: ProviderFailure, context: FailureContext) => FailureAnswer
  /** The failure as it appears in the middle of a stream. */
  encodeStreamFailure: (failure: ProviderFailure, context: FailureContext) => string
  /** A frame that is no valid JSON. */
  malformedFrame: string
  encodeModels: (provider: string, models: readonly string[], createdSeconds: number) => JsonObject
}
