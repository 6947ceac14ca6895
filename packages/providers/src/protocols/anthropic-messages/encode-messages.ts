/**
 * Chat messages → Anthropic's `system` and alternating turns. Guarantees: neighbours of one role are one turn; tool
 * results stand first in theirs; no text block is empty; the last assistant text does not end in white space. The
 * protocol refuses anything else.
 */
import type { ChatMessage } from '@turnpike/contracts/inference/chat-message'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { objectIn, objectsIn, parseJson, textIn } from '../json-reading.ts'
import { REASONING_FORMAT } from './content-blocks.ts'
import { encodeParts } from './encode-parts.ts'

export type Turn = { role: 'user' | 'assistant'; content: JsonObject[] }

export type EncodedMessages = { system: JsonObject[]; turns: Turn[] }

export function encodeMessages(messages: readonly ChatMessage[]): EncodedMessages {
  const system: JsonObject[] = []
  const turns: Turn[] = []
  for (const message of messages) {
    const blocks = ENCODERS[message.role](message)
    if (message.role === 'system' || message.role === 'developer') system.push(...blocks)
    else append(turns, message.role === 'assistant' ? 'assistant' : 'user', blocks)
  }
  return { system, turns: trimLastAssistant(turns.map(resultsFirst)) }
}

const ENCODERS: Readonly<Record<ChatMessage['role'], (message: ChatMessage) => JsonObject[]>> = {
  system: (message) => encodeParts(message.content),
  developer: (message) => encodeParts(message.content),
  user: (message) => encodeParts(message.content),
  assistant: encodeAssistant,
  tool: (message) => [encodeToolResult(message)],
  function: (message) => encodeParts(message.content),
}

function append(turns: Turn[], role: Turn['role'], blocks: JsonObject[]): void {
  if (blocks.length === 0) return
  const last = turns.at(-1)
  if (last?.role === role) last.content.push(...blocks)
  else turns.push({ role, content: [...blocks] })
}

/** Thoughts go first and unchanged, then the text, then the calls. */
function encodeAssistant(message: ChatMessage): JsonObject[] {
  const text = message.content ?? textIn(message.refusal as Json | undefined)
  const calls = (message.tool_calls ?? []).flatMap((call): JsonObject[] => {
    if (!call.function) return []
    return [{ type: 'tool_use', id: call.id, name: call.function.name, input: readInput(call.function.arguments) }]
  })
  return [...encodeThoughts(message), ...encodeParts(text), ...calls]
}

/** A truncated call cannot be sent back as it was: the protocol takes objects only. */
const readInput = (text: string): JsonObject => objectIn(parseJson(text)) ?? {}

/**
 * Details stream in pieces: text of one index is put together until its signature comes. Thoughts without a signature,
 * and those of other vendors, are refused by the protocol and stay out.
 */
function encodeThoughts(message: ChatMessage): JsonObject[] {
  const details = objectsIn(message.reasoning_details as Json | undefined)
  const blocks = new Map<number, JsonObject>()
  for (const detail of details) {
    if (detail.format !== REASONING_FORMAT) continue
    const index = typeof detail.index === 'number' ? detail.index : blocks.size
    if (detail.type === 'reasoning.encrypted') {
      blocks.set(index, { type: 'redacted_thinking', data: detail.data ?? '' })
    } else if (detail.type === 'reasoning.text') {
      const known = blocks.get(index)
      const thinking = `${textIn(known?.thinking) ?? ''}${textIn(detail.text) ?? ''}`
      const signature = textIn(detail.signature) ?? known?.signature ?? null
      blocks.set(index, { type: 'thinking', thinking, signature })
    }
  }
  return [...blocks.values()].filter((block) => block.type === 'redacted_thinking' || textIn(block.signature) !== null)
}

function encodeToolResult(message: ChatMessage): JsonObject {
  const content = encodeParts(message.content)
  return { type: 'tool_result', tool_use_id: message.tool_call_id ?? '', ...(content.length === 0 ? {} : { content }) }
}

const isResult = (block: JsonObject): boolean => block.type === 'tool_result'

const resultsFirst = (turn: Turn): Turn => ({
  ...turn,
  content: [...turn.content.filter(isResult), ...turn.content.filter((block) => !isResult(block))],
})

function trimLastAssistant(turns: Turn[]): Turn[] {
  const last = turns.at(-1)
  const block = last?.content.at(-1)
  if (last?.role !== 'assistant' || block?.type !== 'text') return turns
  const trimmed = { ...block, text: (textIn(block.text) ?? '').trimEnd() }
  return [...turns.slice(0, -1), { ...last, content: [...last.content.slice(0, -1), trimmed] }]
}
