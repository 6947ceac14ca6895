/**
 * The wish to reason → `thinking` with a budget. It is left out where the protocol would refuse the whole request: a
 * limit too small for the least budget, a forced tool, or a running tool loop whose thoughts did not come back.
 */
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { JsonObject } from '@turnpike/kernel/json'
import { budgetFor, readReasoningWish } from '../reasoning-wish.ts'
import type { Turn } from './encode-messages.ts'

const LEAST_BUDGET = 1_024
const MOST_BUDGET = 128_000

export function encodeThinking(
  request: InferenceRequest,
  turns: readonly Turn[],
  maxTokens: number,
  toolIsForced: boolean,
): JsonObject | null {
  const wish = readReasoningWish(request)
  if (!wish) return null
  if (!wish.enabled) return { type: 'disabled' }
  if (maxTokens <= LEAST_BUDGET || toolIsForced || lostItsThoughts(turns)) return null
  const budget = Math.max(LEAST_BUDGET, Math.min(budgetFor(wish, maxTokens), MOST_BUDGET))
  return { type: 'enabled', budget_tokens: Math.min(budget, maxTokens - 1) }
}

/** The turn before tool results has to begin with the thoughts that led to the calls. */
function lostItsThoughts(turns: readonly Turn[]): boolean {
  if (turns.at(-1)?.content[0]?.type !== 'tool_result') return false
  const first = turns.at(-2)?.content[0]?.type
  return first !== 'thinking' && first !== 'redacted_thinking'
}
