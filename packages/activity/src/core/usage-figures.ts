import type { NanoUsd } from '@turnpike/kernel/money'

/** Sums over requests. Rates are computed from these, never averaged from averages. */
export type UsageFigures = {
  requests: bigint
  /** Of `requests`: failed. Refused and cancelled ones are no errors. */
  errors: bigint
  refused: bigint
  inputTokens: bigint
  outputTokens: bigint
  reasoningTokens: bigint
  cachedInputTokens: bigint
  costNanoUsd: NanoUsd
  totalMsSum: bigint
  firstTokenMsSum: bigint
}

export const USAGE_METRICS = ['spend', 'requests', 'tokens', 'errors'] as const
export type UsageMetric = (typeof USAGE_METRICS)[number]

export const USAGE_GROUPS = ['model', 'provider', 'key', 'outcome', 'member', 'app', 'workspace'] as const
export type UsageGroup = (typeof USAGE_GROUPS)[number]

/** The figure that a metric charts. Tokens are in and out; cached and reasoning ones are parts of these. */
export function metricValue(metric: UsageMetric, figures: UsageFigures): bigint {
  if (metric === 'spend') return figures.costNanoUsd
  if (metric === 'requests') return figures.requests
  if (metric === 'errors') return figures.errors
  return figures.inputTokens + figures.outputTokens
}
