/** A whole Anthropic message. */
import type { Json, JsonObject } from '@turnpike/kernel/json'
import type { LimitedAnswer, Segment } from '../../core/answer.ts'
import type { Generation } from '../../core/generation.ts'
import { ALPHANUMERIC, textFrom } from '../../core/hash-text.ts'
import { encodeWholeUsage } from './encode-usage.ts'

export function encodeAnswer(generation: Generation): JsonObject {
  const answer = theChoice(generation)
  return {
    ...encodeMessageHead(generation),
    content: answer.segments.map((segment) => encodeBlock(generation, segment)),
    ...encodeStop(answer),
    ...(generation.usageReport === 'missing' ? {} : { usage: encodeWholeUsage(generation) }),
  }
}

const NO_CHOICE: LimitedAnswer = {
  segments: [],
  finishReason: 'stop',
  stopSequence: null,
  reasoningTokens: 0,
  visibleTokens: 0,
}

/** The messages API has no `n`: there is one choice. */
export const theChoice = (generation: Generation): LimitedAnswer => generation.choices[0] ?? NO_CHOICE

export const encodeMessageHead = ({ prompt, nonce }: Generation): JsonObject => ({
  model: prompt.model,
  id: `msg_01${textFrom(nonce, ALPHANUMERIC, 22)}`,
  type: 'message',
  role: 'assistant',
})

const STOP_REASONS = { stop: 'end_turn', length: 'max_tokens', tool_calls: 'tool_use' } as const

export const encodeStop = (answer: LimitedAnswer): JsonObject => ({
  stop_reason: answer.stopSequence === null ? STOP_REASONS[answer.finishReason] : 'stop_sequence',
  stop_sequence: answer.stopSequence,
  stop_details: null,
})

export const encodeToolUseId = (nonce: string, index: number): string =>
  `toolu_01${textFrom(`${nonce}/${index}`, ALPHANUMERIC, 22)}`

/** Thinking is signed; clients send the signature back unchanged. */
export const encodeSignature = (thinking: string): string => `${textFrom(thinking, ALPHANUMERIC, 180)}==`

export const encodeToolUse = (nonce: string, name: string, index: number, input: Json): JsonObject => ({
  type: 'tool_use',
  id: encodeToolUseId(nonce, index),
  name,
  input,
  caller: { type: 'direct' },
})

function encodeBlock({ nonce }: Generation, segment: Segment): JsonObject {
  const text = segment.pieces.join('')
  if (segment.kind === 'tool_call') return encodeToolUse(nonce, segment.name, segment.index, parseInput(text))
  if (segment.kind === 'reasoning') return { type: 'thinking', thinking: text, signature: encodeSignature(text) }
  return { type: 'text', text }
}

/** Arguments cut by max_tokens are no JSON any more; the real service then hands out what it could read: nothing. */
function parseInput(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
