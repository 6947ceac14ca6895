/** Content parts → content blocks, keeping cache marks. Parts that the protocol has no block for are left out. */
import type { ChatMessage, ContentPart } from '@turnpike/contracts/inference/chat-message'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { objectIn, textIn } from '../json-reading.ts'

export function encodeParts(content: ChatMessage['content'] | string | null): JsonObject[] {
  if (content === null || content === undefined) return []
  const parts: ContentPart[] = typeof content === 'string' ? [{ type: 'text', text: content }] : content
  return parts.flatMap((part) => {
    const block = Object.hasOwn(ENCODERS, part.type) ? ENCODERS[part.type]?.(part as JsonObject) : undefined
    if (!block) return []
    return [part.cache_control ? { ...block, cache_control: part.cache_control as Json } : block]
  })
}

const ENCODERS: Readonly<Record<string, (part: JsonObject) => JsonObject | null>> = {
  text: encodeText,
  refusal: (part) => encodeText({ text: part.refusal ?? '' }),
  image_url: encodeImage,
  file: encodeFile,
}

/** Blank text is refused, so it is left out. */
function encodeText(part: JsonObject): JsonObject | null {
  const text = textIn(part.text)
  return text === null || text.trim() === '' ? null : { type: 'text', text }
}

function encodeImage(part: JsonObject): JsonObject | null {
  const url = textIn(part.image_url) ?? textIn(objectIn(part.image_url)?.url)
  return url === null ? null : { type: 'image', source: toSource(url) }
}

function encodeFile(part: JsonObject): JsonObject | null {
  const file = objectIn(part.file)
  const address = textIn(file?.file_data) ?? textIn(file?.url)
  if (address === null) return null
  const title = textIn(file?.filename)
  return { type: 'document', source: toDocumentSource(address), ...(title === null ? {} : { title }) }
}

const DATA_URL = /^data:([^;,]+)[^,]*;base64,/

function toSource(url: string): JsonObject {
  const match = DATA_URL.exec(url.slice(0, 200))
  if (!match) return { type: 'url', url }
  return { type: 'base64', media_type: match[1] ?? '', data: url.slice(match[0].length) }
}

/** Documents of plain text are given as text, because base64 is for PDF only. */
function toDocumentSource(url: string): JsonObject {
  const source = toSource(url)
  if (source.type !== 'base64' || !String(source.media_type).startsWith('text/')) return source
  return { type: 'text', media_type: 'text/plain', data: Buffer.from(String(source.data), 'base64').toString('utf8') }
}
