import type { Json } from '@turnpike/kernel/json'
import type { ChatMessage, Tool } from './chat-message.ts'
import type { ProviderPreferences } from './provider-preferences.ts'

/** The client-facing APIs. A request keeps its skin so that the answer goes back in the same dialect. */
export type ApiType = 'chat_completions'

/** One inference request in canonical form, whatever API it came by. */
export type InferenceRequest = {
  apiType: ApiType
  /** Model names in the order they are to be tried; variants (`:free`, `:nitro`) still attached. Never empty. */
  models: string[]
  messages: ChatMessage[]
  stream: boolean
  /** The output limit that the client set, in tokens; `null` when it set none. */
  maxOutputTokens: number | null
  /** Number of choices asked for. */
  choices: number
  tools: Tool[]
  toolChoice: Json | null
  responseFormat: Json | null
  /** Sampling and other parameters under their chat-completions names, as the client sent them. */
  parameters: Record<string, Json>
  provider: ProviderPreferences
  endUser: string | null
  sessionId: string | null
  metadata: Record<string, string>
  /** Size of the request body in bytes as it arrived. */
  bodyBytes: number
}
