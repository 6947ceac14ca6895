/** A whole chat completion, and the envelope its stream chunks share. */
import type { JsonObject } from '@turnpike/kernel/json'
import { joinSegments, type LimitedAnswer, toolSegments } from '../../core/answer.ts'
import type { Generation } from '../../core/generation.ts'
import { type Personality, toPersonality } from '../../core/personalities.ts'
import { encodeCompletionId, encodeFingerprint, encodeGroqRequestId, encodeToolCallId } from './encode-ids.ts'
import { encodeTimings, encodeUsage } from './encode-usage.ts'

export function encodeAnswer(generation: Generation): JsonObject {
  const personality = toPersonality(generation.prompt.provider)
  const usage = encodeUsage(generation, personality)
  return {
    ...encodeEnvelope(generation, personality, 'chat.completion'),
    choices: generation.choices.map((answer, index) => encodeChoice(generation, personality, answer, index)),
    ...(usage === null ? {} : { usage }),
    ...(personality.quirks.has('x_groq') ? { x_groq: { id: encodeGroqRequestId(generation.nonce) } } : {}),
    ...(personality.quirks.has('time_info') ? { time_info: encodeTimings(generation) } : {}),
    ...(personality.quirks.has('text_beside_delta') ? { prompt: [] } : {}),
  }
}

export function encodeEnvelope(
  generation: Generation,
  { completionId, quirks }: Personality,
  object: string,
): JsonObject {
  const { prompt, nonce, createdSeconds } = generation
  return {
    id: encodeCompletionId(completionId, nonce, createdSeconds),
    ...(quirks.has('no_object_field') ? {} : { object }),
    created: createdSeconds,
    model: prompt.model,
    ...(quirks.has('native_finish_reason') ? { provider: 'Simulated' } : {}),
    ...(quirks.has('service_tier') ? { service_tier: 'default' } : {}),
    ...(quirks.has('system_fingerprint')
      ? { system_fingerprint: encodeFingerprint(prompt.provider, prompt.model) }
      : {}),
  }
}

function encodeChoice(
  generation: Generation,
  personality: Personality,
  answer: LimitedAnswer,
  index: number,
): JsonObject {
  return {
    index,
    message: encodeMessage(generation, personality, answer, index),
    ...(personality.quirks.has('null_logprobs') ? { logprobs: null } : {}),
    ...encodeFinish(generation, personality, answer),
  }
}

/** A named tool choice ends with `stop` at OpenAI, although the message is a tool call. */
export function encodeFinish(generation: Generation, { quirks }: Personality, answer: LimitedAnswer): JsonObject {
  const forced = generation.prompt.toolChoice.kind === 'named' && quirks.has('forced_tool_finishes_stop')
  const reason = forced && answer.finishReason === 'tool_calls' ? 'stop' : answer.finishReason
  return { finish_reason: reason, ...(quirks.has('native_finish_reason') ? { native_finish_reason: reason } : {}) }
}

function encodeMessage(
  generation: Generation,
  personality: Personality,
  answer: LimitedAnswer,
  choiceIndex: number,
): JsonObject {
  const calls = toolSegments(answer).map((call) => ({
    id: encodeToolCallId(personality.toolCallId, `${generation.nonce}.${choiceIndex}`, call.name, call.index),
    type: 'function',
    function: { name: call.name, arguments: call.pieces.join('') },
  }))
  return {
    role: 'assistant',
    ...encodeContent(personality, answer, calls.length > 0),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
    ...(personality.quirks.has('refusal_field') ? { refusal: null } : {}),
    ...(personality.quirks.has('annotations_field') ? { annotations: [] } : {}),
  }
}

function encodeContent(personality: Personality, answer: LimitedAnswer, callsTools: boolean): JsonObject {
  const text = joinSegments(answer, 'text')
  const reasoning = joinSegments(answer, 'reasoning')
  const emptyWithTools = personality.quirks.has('empty_string_content_with_tools') ? '' : null
  const content = callsTools && text === '' ? emptyWithTools : text
  if (reasoning === '' || personality.reasoningOutput === 'hidden') return { content }
  if (personality.reasoningOutput === 'think_tags') return { content: `<think>\n${reasoning}\n</think>\n\n${text}` }
  if (personality.reasoningOutput !== 'thinking_parts') return { content, [personality.reasoningOutput]: reasoning }
  const thinking = { type: 'thinking', thinking: [{ type: 'text', text: reasoning }], closed: true }
  return { content: text === '' ? [thinking] : [thinking, { type: 'text', text }] }
}
