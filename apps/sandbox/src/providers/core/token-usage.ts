/** Token counts of one generation, before a dialect gives them its own names; and the lies a hostile upstream tells. */
import type { LimitedAnswer } from './answer.ts'

export type TokenUsage = {
  /** The whole prompt, cache reads and writes included. */
  promptTokens: number
  cacheReadTokens: number
  cacheWriteTokens: number
  cacheWriteTtlMs: number
  /** Text and tool calls over all choices, without reasoning. */
  visibleTokens: number
  reasoningTokens: number
}

export const USAGE_REPORTS = ['normal', 'missing', 'negative', 'huge', 'twice'] as const
export type UsageReport = (typeof USAGE_REPORTS)[number]

/** More tokens than any model produces, still exact in a double. */
export const HUGE_TOKENS = 999_999_999_999

type PromptTokens = Pick<TokenUsage, 'promptTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'cacheWriteTtlMs'>

export const toUsage = (prompt: PromptTokens, answers: readonly LimitedAnswer[]): TokenUsage => ({
  ...prompt,
  visibleTokens: answers.reduce((sum, answer) => sum + answer.visibleTokens, 0),
  reasoningTokens: answers.reduce((sum, answer) => sum + answer.reasoningTokens, 0),
})

/** What the provider claims to have counted. `missing` and `twice` are told by the encoders. */
export function falsifyUsage(usage: TokenUsage, report: UsageReport): TokenUsage {
  if (report === 'huge') return { ...usage, promptTokens: HUGE_TOKENS, visibleTokens: HUGE_TOKENS }
  if (report !== 'negative') return usage
  return { ...usage, promptTokens: -usage.promptTokens, visibleTokens: -usage.visibleTokens, reasoningTokens: 0 }
}
