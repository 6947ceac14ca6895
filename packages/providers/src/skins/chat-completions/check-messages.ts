/** What the schema of a message cannot say: which fields its role or a part's type demands. */
import type { ChatMessage, ContentPart } from '@turnpike/contracts/inference/chat-message'
import { isJsonObject } from '@turnpike/kernel/json'

/** A sentence about the first message that no provider could take; `null` when there is none. */
export function findMessageFault(messages: readonly ChatMessage[]): string | null {
  for (const [index, message] of messages.entries()) {
    const fault = faultOf(message, `messages[${index}]`)
    if (fault !== null) return fault
  }
  return null
}

function faultOf(message: ChatMessage, field: string): string | null {
  const hasContent = message.content !== undefined && message.content !== null
  if (!hasContent && message.role !== 'assistant') return `${field}.content is required for the role "${message.role}".`
  if (message.role === 'tool' && !message.tool_call_id) return `${field}.tool_call_id is required for the role "tool".`
  if (message.role === 'assistant' && !hasContent && !saysSomething(message)) {
    return `${field} must hold content or tool_calls.`
  }
  if (!Array.isArray(message.content)) return null
  for (const [index, part] of message.content.entries()) {
    const fault = PART_CHECKS[part.type]?.(part, `${field}.content[${index}]`)
    if (fault) return fault
  }
  return null
}

const saysSomething = (message: ChatMessage): boolean =>
  (message.tool_calls?.length ?? 0) > 0 ||
  ['refusal', 'reasoning', 'reasoning_details', 'function_call', 'audio', 'images'].some((name) => name in message)

type PartCheck = (part: ContentPart, field: string) => string | null

const PART_CHECKS: Readonly<Record<string, PartCheck>> = {
  text: (part, field) => (typeof part.text === 'string' ? null : `${field}.text must be a string.`),
  image_url: (part, field) => {
    const image = part.image_url
    const url = isJsonObject(image) ? image.url : image
    return typeof url === 'string' && /^(https?:|data:image\/)/.test(url.slice(0, 20))
      ? null
      : `${field}.image_url.url must be an http(s) URL or a data:image/… URL.`
  },
  file: (part, field) => (isJsonObject(part.file) ? null : `${field}.file must be an object.`),
  input_audio: (part, field) => (isJsonObject(part.input_audio) ? null : `${field}.input_audio must be an object.`),
}
