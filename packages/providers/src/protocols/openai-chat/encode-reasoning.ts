/** The wish to reason in the words of the provider: one small function for each value of `reasoningField`. */
import type { Endpoint, Provider } from '@turnpike/catalog/core/catalog'
import type { InferenceRequest } from '@turnpike/contracts/inference/inference-request'
import type { Json } from '@turnpike/kernel/json'
import { budgetFor, effortFor, type ReasoningWish, readReasoningWish } from '../reasoning-wish.ts'
import { takes } from '../select-parameters.ts'

type Fields = Record<string, Json>
type Encoder = (wish: ReasoningWish, outputTokens: number) => Fields

const ENCODERS: Readonly<Record<Provider['request']['reasoningField'], Encoder>> = {
  reasoning_effort: (wish, outputTokens) => ({
    reasoning_effort: wish.enabled ? effortFor(wish, outputTokens) : 'none',
  }),
  reasoning: (wish) => ({ reasoning: { enabled: wish.enabled } }),
  enable_thinking: (wish, outputTokens) =>
    wish.enabled && (wish.budgetTokens !== null || wish.effort !== null)
      ? { enable_thinking: true, thinking_budget: withinBudgets(budgetFor(wish, outputTokens)) }
      : { enable_thinking: wish.enabled },
  thinking: (wish) => ({ thinking: { type: wish.enabled ? 'enabled' : 'disabled' } }),
  none: () => ({}),
}

/** SiliconFlow's documented range, which the others with this parameter accept as well. */
const withinBudgets = (tokens: number): number => Math.max(128, Math.min(tokens, 32_768))

export function encodeReasoning(
  request: InferenceRequest,
  endpoint: Endpoint,
  provider: Provider,
  maxOutputTokens: number | null,
): Fields {
  const wish = readReasoningWish(request)
  if (!wish || !takes(endpoint, provider, 'reasoning', 'reasoning_effort')) return {}
  const outputTokens = maxOutputTokens ?? endpoint.maxOutputTokens ?? endpoint.contextTokens
  return ENCODERS[provider.request.reasoningField](wish, outputTokens)
}
