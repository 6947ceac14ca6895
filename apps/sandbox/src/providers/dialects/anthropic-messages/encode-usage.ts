/** Anthropic's token counts: the prompt is told in three parts that must be added up, thinking is part of the output. */
import type { JsonObject } from '@turnpike/kernel/json'
import type { Generation } from '../../core/generation.ts'

const ONE_HOUR_MS = 60 * 60_000
/** What message_start claims was produced so far; message_delta corrects it. */
const TOKENS_AT_START = 1

export function encodeInputUsage({ usage }: Generation): JsonObject {
  return {
    input_tokens: usage.promptTokens - usage.cacheReadTokens - usage.cacheWriteTokens,
    cache_creation_input_tokens: usage.cacheWriteTokens,
    cache_read_input_tokens: usage.cacheReadTokens,
  }
}

function encodeCacheCreation({ usage }: Generation): JsonObject {
  const long = usage.cacheWriteTtlMs >= ONE_HOUR_MS
  return {
    cache_creation: {
      ephemeral_5m_input_tokens: long ? 0 : usage.cacheWriteTokens,
      ephemeral_1h_input_tokens: long ? usage.cacheWriteTokens : 0,
    },
  }
}

export function encodeOutputUsage({ usage, prompt }: Generation): JsonObject {
  const thinking = { output_tokens_details: { thinking_tokens: usage.reasoningTokens } }
  return { output_tokens: usage.visibleTokens + usage.reasoningTokens, ...(prompt.reasons ? thinking : {}) }
}

const TIER = { service_tier: 'standard', inference_geo: 'not_available' }

export const encodeWholeUsage = (generation: Generation): JsonObject => ({
  ...encodeInputUsage(generation),
  ...encodeCacheCreation(generation),
  ...encodeOutputUsage(generation),
  ...TIER,
})

export const encodeStartUsage = (generation: Generation): JsonObject => ({
  ...encodeInputUsage(generation),
  ...encodeCacheCreation(generation),
  output_tokens: TOKENS_AT_START,
  ...TIER,
})

export const encodeDeltaUsage = (generation: Generation): JsonObject => ({
  ...encodeInputUsage(generation),
  ...encodeOutputUsage(generation),
})
