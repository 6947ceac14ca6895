/** Token usage in each OpenAI-compatible provider's own field names. */
import type { JsonObject } from '@turnpike/kernel/json'
import type { Generation } from '../../core/generation.ts'
import { readyAfterMs } from '../../core/performance-profile.ts'
import type { Personality } from '../../core/personalities.ts'

/** The usage object, or `null` when the provider keeps silent about it. */
export function encodeUsage(generation: Generation, personality: Personality): JsonObject | null {
  const { usage, usageReport } = generation
  if (usageReport === 'missing') return null
  const outside = personality.quirks.has('reasoning_outside_completion')
  const completion = usage.visibleTokens + (outside ? 0 : usage.reasoningTokens)
  return {
    prompt_tokens: usage.promptTokens,
    completion_tokens: completion,
    total_tokens: usage.promptTokens + usage.visibleTokens + usage.reasoningTokens,
    ...encodeCachedTokens(generation, personality),
    ...encodeCompletionDetails(generation, personality),
    ...encodeExtras(generation, personality),
  }
}

function encodeCachedTokens({ usage }: Generation, personality: Personality): JsonObject {
  if (personality.cachedTokens === 'top_level') return { cached_tokens: usage.cacheReadTokens }
  const zeros: JsonObject = personality.quirks.has('zero_token_details') ? { audio_tokens: 0 } : {}
  const details = { prompt_tokens_details: { cached_tokens: usage.cacheReadTokens, ...zeros } }
  if (personality.cachedTokens === 'details') return details
  return {
    ...details,
    prompt_cache_hit_tokens: usage.cacheReadTokens,
    prompt_cache_miss_tokens: usage.promptTokens - usage.cacheReadTokens,
  }
}

function encodeCompletionDetails({ usage, prompt }: Generation, personality: Personality): JsonObject {
  const zeros = personality.quirks.has('zero_token_details')
  if (!zeros && !prompt.reasons) return {}
  const rest: JsonObject = zeros
    ? { audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 }
    : {}
  return { completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, ...rest } }
}

function encodeExtras(generation: Generation, { quirks }: Personality): JsonObject {
  return {
    ...(quirks.has('usage_timings') ? encodeTimings(generation) : {}),
    ...(quirks.has('cost_in_usd_ticks') ? { num_sources_used: 0, cost_in_usd_ticks: costTicks(generation) } : {}),
    ...(quirks.has('estimated_cost') ? { estimated_cost: costTicks(generation) / 1e10 } : {}),
    ...(quirks.has('padding_p') ? { service_tier: 'standard' } : {}),
  }
}

/** An invented price, only there so that readers meet the field: 1e-7 dollars a token. */
const costTicks = ({ usage }: Generation): number =>
  (usage.promptTokens + usage.visibleTokens + usage.reasoningTokens) * 1000

/** Seconds, as Groq and Cerebras report them; they follow from the provider's profile. */
export function encodeTimings({ profile, usage }: Generation): JsonObject {
  const tokens = Math.max(0, usage.visibleTokens + usage.reasoningTokens)
  const total = readyAfterMs(profile, tokens, 1) / 1000
  const queue = profile.firstTokenMs / 4000
  const promptTime = profile.firstTokenMs / 1000 - queue
  return { queue_time: queue, prompt_time: promptTime, completion_time: total - promptTime - queue, total_time: total }
}
