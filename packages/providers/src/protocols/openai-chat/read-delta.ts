/**
 * What a delta (or a whole message, which has the same fields) says, apart from its tool calls: one small reader for
 * each field.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { Json, JsonObject } from '@turnpike/kernel/json'
import { listIn, objectIn, objectsIn, textIn } from '../json-reading.ts'

type FieldReader = (delta: JsonObject, choice: number, provider: Provider) => CanonicalEvent[]

const READERS: readonly FieldReader[] = [readReasoning, readContent, readRefusal, readAnnotations]

export const readDelta: FieldReader = (delta, choice, provider) =>
  READERS.flatMap((read) => read(delta, choice, provider))

function readReasoning(delta: JsonObject, choice: number, provider: Provider): CanonicalEvent[] {
  const details = objectsIn(delta.reasoning_details)
  const field = provider.response.reasoningFields.find((name) => textIn(delta[name]) !== null)
  const text = field === undefined ? details.map(detailText).join('') : String(delta[field])
  return text === '' && details.length === 0 ? [] : [{ type: 'reasoning', choice, text, details }]
}

const detailText = (detail: JsonObject): string => textIn(detail.text) ?? textIn(detail.summary) ?? ''

/** Content is a text, or a list of parts among which a model's thoughts can be. */
function readContent(delta: JsonObject, choice: number): CanonicalEvent[] {
  const text = textIn(delta.content)
  if (text !== null) return [{ type: 'content', choice, text }]
  return objectsIn(delta.content).flatMap((part) => readPart(part, choice))
}

function readPart(part: JsonObject, choice: number): CanonicalEvent[] {
  if (part.type === 'thinking') {
    const text = textsOf(part.thinking)
    return text === '' ? [] : [{ type: 'reasoning', choice, text, details: [] }]
  }
  const text = textIn(part.text)
  return text === null ? [] : [{ type: 'content', choice, text }]
}

const textsOf = (value: Json | undefined): string =>
  textIn(value) ??
  listIn(value)
    .map((part) => textIn(part) ?? textIn(objectIn(part)?.text) ?? '')
    .join('')

function readRefusal(delta: JsonObject, choice: number): CanonicalEvent[] {
  const text = textIn(delta.refusal)
  return text === null ? [] : [{ type: 'refusal', choice, text }]
}

function readAnnotations(delta: JsonObject, choice: number): CanonicalEvent[] {
  const annotations = objectsIn(delta.annotations)
  return annotations.length === 0 ? [] : [{ type: 'annotations', choice, annotations }]
}
