/**
 * The most tokens that the input of a request can have, for any model. A byte-level tokenizer makes at most one token
 * of a byte, and a tokenizer that normalises first at most one of a byte of the NFKC form; so the larger count of
 * bytes bounds both. On top come what chat templates put around messages and tools, and the maxima of media.
 */
import type { ChatMessage } from '@turnpike/contracts/inference/chat-message'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { mediaTokens } from './media-parts.ts'

/** Built-in system texts (xAI, Cohere) and the frame of a conversation. */
const REQUEST_TOKENS = 1_024
/** Role names, separators and turn marks beyond the names of fields, which the JSON form counts in already. */
const MESSAGE_TOKENS = 16
/** The instructions that come with tools (Anthropic: up to 530), and the frame of each. */
const TOOLS_TOKENS = 1_024
const TOOL_TOKENS = 64

export function boundInputTokens(request: InferenceRequest): number {
  const messages = request.messages.reduce((sum, message) => sum + boundMessage(message), 0)
  return REQUEST_TOKENS + messages + boundTools(request) + boundText(JSON.stringify(request.responseFormat))
}

function boundMessage(message: ChatMessage): number {
  if (!Array.isArray(message.content)) return MESSAGE_TOKENS + boundText(JSON.stringify(message))
  const media = message.content.map(mediaTokens)
  const texts = message.content.filter((_, index) => media[index] === null)
  const mediaSum = media.reduce<number>((sum, tokens) => sum + (tokens ?? 0), 0)
  return MESSAGE_TOKENS + mediaSum + boundText(JSON.stringify({ ...message, content: texts }))
}

function boundTools(request: InferenceRequest): number {
  if (request.tools.length === 0) return 0
  return TOOLS_TOKENS + request.tools.length * TOOL_TOKENS + boundText(JSON.stringify(request.tools))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the range of ASCII
const ASCII = /^[\u0000-\u007f]*$/

function boundText(text: string): number {
  if (ASCII.test(text)) return text.length
  return Math.max(Buffer.byteLength(text), Buffer.byteLength(text.normalize('NFKC')))
}
