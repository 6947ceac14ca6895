import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import type { JsonObject } from '@turnpike/kernel/json'
import { readCountsAt } from '../read-usage.ts'

const OWN_PATHS: Provider['response']['usagePaths'] = {
  inputTokens: ['usage.input_tokens'],
  outputTokens: ['usage.output_tokens'],
  reasoningTokens: ['usage.output_tokens_details.thinking_tokens'],
  cachedInputTokens: ['usage.cache_read_input_tokens'],
  cacheWriteTokens: ['usage.cache_creation_input_tokens'],
}

/** `input_tokens` leaves out what the cache gave and took: the prompt is the sum of the three. */
export function readUsage(usage: JsonObject, provider: Provider): ReportedUsage | null {
  const counts = readCountsAt({ usage }, provider.response.usagePaths, OWN_PATHS)
  if (counts === null || counts.inputTokens === null) return counts
  const fromCache = (counts.cachedInputTokens ?? 0) + (counts.cacheWriteTokens ?? 0)
  return { ...counts, inputTokens: counts.inputTokens + fromCache }
}
