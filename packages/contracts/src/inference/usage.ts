/** Token counts as a provider reported them. `null` is "not reported" and is never the same as zero. */
export type ReportedUsage = {
  /** All prompt tokens, cache reads and writes included. */
  inputTokens: number | null
  /** All produced tokens, reasoning included. */
  outputTokens: number | null
  reasoningTokens: number | null
  /** Part of `inputTokens` read from the provider's prompt cache. */
  cachedInputTokens: number | null
  /** Part of `inputTokens` written to the provider's prompt cache. */
  cacheWriteTokens: number | null
}

export const NO_USAGE: ReportedUsage = {
  inputTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  cachedInputTokens: null,
  cacheWriteTokens: null,
}

export type UsageSource = 'reported' | 'estimated' | 'none'

/** What is charged: every count known, checked against its bounds. */
export type Usage = {
  inputTokens: number
  outputTokens: number
  reasoningTokens: number
  cachedInputTokens: number
  cacheWriteTokens: number
  source: UsageSource
}
