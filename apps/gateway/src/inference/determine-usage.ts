/**
 * What is charged for, out of what a provider said and what was delivered.
 *
 * Guarantees: a count is never below zero nor above the bound its hold was computed with; an answer that produced
 * nothing costs nothing; what was delivered is counted even when the provider says nothing.
 */
import type { Usage } from '@turnpike/contracts/inference/usage'
import type { MeterReading } from './meter.ts'

export type UsageBounds = { inputTokens: number; outputTokens: number }

/** Counts tokens of text when the provider does not: exact enough to charge by, always at least 0. */
export type TokenCounts = { input: () => number; output: (text: string) => number }

const NOTHING: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  source: 'none',
}

export function determineUsage(reading: MeterReading, bounds: UsageBounds, count: TokenCounts): Usage {
  if (isEmptyAnswer(reading)) return NOTHING
  const { reported } = reading
  const isReported = reported.inputTokens !== null && reported.outputTokens !== null
  const inputTokens = clamp(reported.inputTokens ?? count.input(), bounds.inputTokens)
  const outputTokens = clamp(reported.outputTokens ?? count.output(reading.deliveredText), bounds.outputTokens)
  const cachedInputTokens = clamp(reported.cachedInputTokens ?? 0, inputTokens)
  return {
    inputTokens,
    outputTokens,
    reasoningTokens: clamp(reported.reasoningTokens ?? 0, outputTokens),
    cachedInputTokens,
    cacheWriteTokens: clamp(reported.cacheWriteTokens ?? 0, inputTokens - cachedInputTokens),
    source: isReported ? 'reported' : 'estimated',
  }
}

/** Insurance: nothing delivered and either no finish reason or an error is no answer, whatever tokens were reported. */
function isEmptyAnswer(reading: MeterReading): boolean {
  if (reading.delivered) return false
  return reading.finishReason === null || reading.finishReason === 'error' || (reading.reported.outputTokens ?? 0) === 0
}

const clamp = (value: number, bound: number): number => Math.max(0, Math.min(Math.trunc(value), bound))
