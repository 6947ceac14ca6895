/** What the client wants of reasoning, out of the three ways of saying it: `reasoning`, `reasoning_effort`, `include_reasoning`. */
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import { objectIn, textIn } from './json-reading.ts'

export type ReasoningWish = {
  enabled: boolean
  /** `null` when only a budget was named, or nothing more than "yes". */
  effort: string | null
  budgetTokens: number | null
}

/** `null` when the client said nothing: then the model's own habit holds. */
export function readReasoningWish(request: InferenceRequest): ReasoningWish | null {
  const said = objectIn(request.parameters.reasoning)
  const effort = textIn(said?.effort) ?? textIn(request.parameters.reasoning_effort)
  const budgetTokens = typeof said?.max_tokens === 'number' && said.max_tokens > 0 ? Math.floor(said.max_tokens) : null
  if (said?.enabled === false || effort === 'none') return { enabled: false, effort: null, budgetTokens: null }
  if (effort === null && budgetTokens === null && said?.enabled !== true) return null
  return { enabled: true, effort, budgetTokens }
}

/** Share of the output limit that each effort may think away. */
const SHARES: Readonly<Record<string, number>> = {
  max: 0.95,
  xhigh: 0.95,
  high: 0.8,
  medium: 0.5,
  low: 0.2,
  minimal: 0.1,
}

/** The budget for an effort, or the budget that was named. */
export const budgetFor = (wish: ReasoningWish, maxOutputTokens: number): number =>
  wish.budgetTokens ?? Math.floor(maxOutputTokens * (SHARES[wish.effort ?? 'medium'] ?? 0.5))

/** The effort that was named, or the largest one whose share fits into the budget. */
export function effortFor(wish: ReasoningWish, maxOutputTokens: number): string {
  if (wish.effort !== null) return wish.effort
  if (wish.budgetTokens === null) return 'medium'
  const share = wish.budgetTokens / maxOutputTokens
  return ['high', 'medium', 'low'].find((effort) => share >= (SHARES[effort] ?? 0)) ?? 'minimal'
}
