import type { Provider } from '@turnpike/catalog/core/catalog'
import type { ReportedUsage } from '@turnpike/contracts/inference/usage'
import type { JsonObject } from '@turnpike/kernel/json'
import { valueAt } from '../json-reading.ts'
import { readCount, readCountsAt, withinPrompt } from '../read-usage.ts'

const OWN_PATHS: Provider['response']['usagePaths'] = {
  inputTokens: ['usage.prompt_tokens', 'choices.0.usage.prompt_tokens'],
  outputTokens: ['usage.completion_tokens', 'choices.0.usage.completion_tokens'],
  reasoningTokens: [
    'usage.completion_tokens_details.reasoning_tokens',
    'choices.0.usage.completion_tokens_details.reasoning_tokens',
  ],
  cachedInputTokens: [
    'usage.prompt_tokens_details.cached_tokens',
    'choices.0.usage.prompt_tokens_details.cached_tokens',
  ],
  cacheWriteTokens: ['usage.prompt_tokens_details.cache_write_tokens'],
}

/** Usage of one chunk or answer; `null` when it holds none. */
export function readUsage(chunk: JsonObject, provider: Provider): ReportedUsage | null {
  const counts = readCountsAt(chunk, provider.response.usagePaths, OWN_PATHS)
  if (!counts) return null
  const usage = withinPrompt(counts)
  if (!provider.response.outputExcludesReasoning) return usage
  return { ...usage, outputTokens: withReasoning(usage, readCount(valueAt(chunk, 'usage.total_tokens'))) }
}

/** Adds reasoning to the output, unless the total says that it is in there already. */
function withReasoning(usage: ReportedUsage, totalTokens: number | null): number | null {
  const { inputTokens, outputTokens, reasoningTokens } = usage
  if (outputTokens === null || reasoningTokens === null) return outputTokens
  const isIncluded = inputTokens !== null && totalTokens === inputTokens + outputTokens
  return isIncluded ? outputTokens : outputTokens + reasoningTokens
}
