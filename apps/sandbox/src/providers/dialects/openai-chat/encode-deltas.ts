/** The deltas of one choice, in order. Chunks, usage and the end of the stream are added by encode-stream. */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import type { LimitedAnswer, Segment } from '../../core/answer.ts'
import type { Generation } from '../../core/generation.ts'
import type { Personality } from '../../core/personalities.ts'
import { countTokens } from '../../core/token-pieces.ts'
import { encodeToolCallId } from './encode-ids.ts'

/** `delta: null` means tokens that take time and are never sent (hidden reasoning). */
export type Delta = { delta: JsonObject | null; text: string; tokens: number }

export function* encodeDeltas(
  generation: Generation,
  personality: Personality,
  answer: LimitedAnswer,
  choiceIndex: number,
): Generator<Delta> {
  yield { delta: encodeFirstDelta(personality, answer), text: '', tokens: 0 }
  for (const [index, segment] of answer.segments.entries()) {
    if (segment.kind === 'tool_call') yield* encodeToolCall(generation, personality, segment, choiceIndex)
    else if (segment.kind === 'text') yield* encodeText(personality, segment.pieces)
    else yield* encodeReasoning(personality, segment.pieces, index === answer.segments.length - 1)
  }
}

function encodeFirstDelta({ quirks }: Personality, answer: LimitedAnswer): JsonObject {
  const callsTools = answer.segments.some((segment) => segment.kind === 'tool_call')
  const emptyText = quirks.has('empty_string_content_with_tools') ? '' : null
  const thinks = quirks.has('null_content_while_reasoning') && answer.segments[0]?.kind === 'reasoning'
  return {
    role: 'assistant',
    content: thinks ? null : callsTools ? emptyText : '',
    ...(thinks ? { reasoning_content: '' } : {}),
    ...(quirks.has('refusal_field') ? { refusal: null } : {}),
  }
}

export function* groupPieces(pieces: readonly string[], size: number): Generator<{ text: string; tokens: number }> {
  for (let start = 0; start < pieces.length; start += size) {
    const group = pieces.slice(start, start + size)
    yield { text: group.join(''), tokens: group.length }
  }
}

const withRole = ({ quirks }: Personality, delta: JsonObject): JsonObject =>
  quirks.has('role_in_every_delta') ? { role: 'assistant', ...delta } : delta

function* encodeText(personality: Personality, pieces: readonly string[]): Generator<Delta> {
  const besides: JsonObject = personality.quirks.has('null_content_while_reasoning') ? { reasoning_content: null } : {}
  for (const { text, tokens } of groupPieces(pieces, personality.piecesPerDelta)) {
    yield { delta: withRole(personality, { content: text, ...besides }), text, tokens }
  }
}

function* encodeReasoning(personality: Personality, pieces: readonly string[], isLast: boolean): Generator<Delta> {
  const mode = personality.reasoningOutput
  const tag = (text: string): Delta => ({ delta: withRole(personality, { content: text }), text, tokens: 0 })
  if (mode === 'think_tags') yield tag('<think>\n')
  for (const { text, tokens } of groupPieces(pieces, personality.piecesPerDelta)) {
    const delta = encodeThought(personality, text)
    yield {
      delta: delta === null ? null : withRole(personality, delta),
      text: mode === 'think_tags' ? text : '',
      tokens,
    }
  }
  if (mode === 'think_tags' && !isLast) yield tag('\n</think>\n\n')
}

function encodeThought({ reasoningOutput, quirks }: Personality, text: string): JsonObject | null {
  if (reasoningOutput === 'hidden') return null
  if (reasoningOutput === 'think_tags') return { content: text }
  if (reasoningOutput === 'thinking_parts') {
    return { content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] }
  }
  return { ...(quirks.has('null_content_while_reasoning') ? { content: null } : {}), [reasoningOutput]: text }
}

function* encodeToolCall(
  generation: Generation,
  personality: Personality,
  call: Extract<Segment, { kind: 'tool_call' }>,
  choiceIndex: number,
): Generator<Delta> {
  const nonce = `${generation.nonce}.${choiceIndex}`
  const id = encodeToolCallId(personality.toolCallId, nonce, call.name, call.index)
  const toDelta = (fields: JsonObject): JsonObject => ({ tool_calls: [{ index: call.index, ...fields }] })
  const opening = (text: string): JsonObject =>
    toDelta({ id, type: 'function', function: { name: call.name, arguments: text } })
  const nameTokens = countTokens(call.name)
  if (personality.toolArguments === 'whole') {
    yield { delta: opening(call.pieces.join('')), text: '', tokens: nameTokens + call.pieces.length }
    return
  }
  yield { delta: opening(''), text: '', tokens: nameTokens }
  const later: { [name: string]: Json } = personality.quirks.has('blank_tool_ids_later')
    ? { id: '', type: 'function' }
    : {}
  for (const { text, tokens } of groupPieces(call.pieces, personality.piecesPerDelta)) {
    yield { delta: toDelta({ ...later, function: { arguments: text } }), text: '', tokens }
  }
}
