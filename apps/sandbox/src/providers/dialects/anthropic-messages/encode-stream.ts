/**
 * An Anthropic message as server-sent events. Guarantees: message_start with usage, blocks numbered from 0 that open and
 * close in order, one message_delta with stop_reason and cumulative usage, message_stop last.
 */
import type { JsonObject } from '@turnpike/kernel/json'
import type { Segment } from '../../core/answer.ts'
import type { Frame, Generation } from '../../core/generation.ts'
import { hashText } from '../../core/hash-text.ts'
import { countTokens } from '../../core/token-pieces.ts'
import { encodeMessageHead, encodeSignature, encodeStop, encodeToolUse, theChoice } from './encode-answer.ts'
import { encodeDeltaUsage, encodeStartUsage } from './encode-usage.ts'

const PIECES_PER_DELTA = 4

export function* encodeStream(generation: Generation): Generator<Frame> {
  const answer = theChoice(generation)
  const told = generation.usageReport !== 'missing'
  const head = {
    ...encodeMessageHead(generation),
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
  }
  const startUsage: JsonObject = told ? { usage: encodeStartUsage(generation) } : {}
  yield toFrame({ type: 'message_start', message: { ...head, ...startUsage } })
  for (const [index, segment] of answer.segments.entries()) yield* encodeBlock(generation, segment, index)
  if (answer.segments.length === 0) yield pingFrame
  const usage: JsonObject = told ? { usage: encodeDeltaUsage(generation) } : {}
  const messageDelta = toFrame({ type: 'message_delta', delta: encodeStop(answer), ...usage })
  yield messageDelta
  if (generation.usageReport === 'twice') yield messageDelta
  yield toFrame({ type: 'message_stop' })
}

const pingFrame: Frame = { text: 'event: ping\ndata: {"type": "ping"}\n\n', tokens: 0 }

/** The real service pads its JSON with spaces before the last brace, against guessing content from sizes. */
function toFrame(event: JsonObject & { type: string }, tokens = 0): Frame {
  const json = JSON.stringify(event)
  const padding = ' '.repeat(hashText(json) % 15)
  return { text: `event: ${event.type}\ndata: ${json.slice(0, -1)}${padding}}\n\n`, tokens }
}

const toDelta = (index: number, delta: JsonObject, tokens = 0): Frame =>
  toFrame({ type: 'content_block_delta', index, delta }, tokens)

function* encodeBlock(generation: Generation, segment: Segment, index: number): Generator<Frame> {
  const nameTokens = segment.kind === 'tool_call' ? countTokens(segment.name) : 0
  yield toFrame({ type: 'content_block_start', index, content_block: emptyBlock(generation, segment) }, nameTokens)
  if (index === 0) yield pingFrame
  if (segment.kind === 'tool_call') yield toDelta(index, { type: 'input_json_delta', partial_json: '' })
  for (let start = 0; start < segment.pieces.length; start += PIECES_PER_DELTA) {
    const group = segment.pieces.slice(start, start + PIECES_PER_DELTA)
    yield toDelta(index, contentDelta(segment, group.join('')), group.length)
  }
  if (segment.kind === 'reasoning') {
    yield toDelta(index, { type: 'signature_delta', signature: encodeSignature(segment.pieces.join('')) })
  }
  yield toFrame({ type: 'content_block_stop', index })
}

function emptyBlock({ nonce }: Generation, segment: Segment): JsonObject {
  if (segment.kind === 'tool_call') return encodeToolUse(nonce, segment.name, segment.index, {})
  return segment.kind === 'text' ? { type: 'text', text: '' } : { type: 'thinking', thinking: '', signature: '' }
}

function contentDelta(segment: Segment, text: string): JsonObject {
  if (segment.kind === 'tool_call') return { type: 'input_json_delta', partial_json: text }
  return segment.kind === 'text' ? { type: 'text_delta', text } : { type: 'thinking_delta', thinking: text }
}
