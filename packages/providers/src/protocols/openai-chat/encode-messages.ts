/**
 * Our messages in the form that a provider of this protocol takes. What only we understand (reasoning that came back,
 * annotations, cache marks) is left out, because several providers refuse fields they do not know.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ChatMessage, ContentPart } from '@turnpike/contracts/inference/chat-message'
import type { Json, JsonObject } from '@turnpike/kernel/json'

const OUR_FIELDS = new Set([
  'reasoning',
  'reasoning_details',
  'reasoning_content',
  'annotations',
  'images',
  'cache_control',
])

/** Only OpenAI knows the role `developer`, and it takes `system` as well. */
const ROLES: Readonly<Record<string, string>> = { developer: 'system' }

export function encodeMessages(messages: readonly ChatMessage[], provider: Provider): Json[] {
  const lastUser = messages.findLastIndex((message) => message.role === 'user')
  return messages.map((message, index) => ({
    ...encodeMessage(message, provider),
    ...(index > lastUser ? openThoughts(message, provider) : {}),
  }))
}

function encodeMessage(message: ChatMessage, provider: Provider): JsonObject {
  const kept = Object.entries(message).filter(([name, value]) => !OUR_FIELDS.has(name) && value !== undefined)
  const { refusal, tool_calls: calls, ...rest } = Object.fromEntries(kept) as JsonObject
  const encoded: JsonObject = {
    ...rest,
    role: provider.request.roleMap[message.role] ?? ROLES[message.role] ?? message.role,
    content: encodeContent(message.content ?? refusal ?? null, provider),
  }
  if (Array.isArray(calls) && calls.length > 0) encoded.tool_calls = calls
  return encoded
}

function encodeContent(content: string | ContentPart[] | Json, provider: Provider): Json {
  if (!Array.isArray(content)) return content as Json
  const parts = content as ContentPart[]
  const isText = parts.every((part) => part.type === 'text' && typeof part.text === 'string')
  if (isText && provider.request.contentAsString) return parts.map((part) => part.text).join('\n')
  return parts.map(({ cache_control: _, ...part }) => part as JsonObject)
}

/**
 * Providers with a `thinking` parameter want the thoughts of the running tool loop back, and only those
 * (DeepSeek, Moonshot and Z.ai, thinking mode with tools; checked 2026-08).
 */
function openThoughts(message: ChatMessage, provider: Provider): JsonObject {
  if (provider.request.reasoningField !== 'thinking' || message.role !== 'assistant') return {}
  const thoughts = message.reasoning_content ?? message.reasoning
  return typeof thoughts === 'string' && thoughts !== '' ? { reasoning_content: thoughts } : {}
}
