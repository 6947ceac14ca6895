/** Usage and cost as clients of chat completions read them. `cost` is in US dollars. */
import type { ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import type { Usage } from '@turnpike/contracts/inference/usage'
import { floorDivide, type NanoUsd, nanoUsd, subtractUsd, toUsdNumber } from '@turnpike/kernel/money'

export type AnswerCost = { totalNanoUsd: NanoUsd; lines?: readonly ReceiptLine[] }

export type UsageJson = {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  prompt_tokens_details: {
    cached_tokens: number
    cache_write_tokens: number
    audio_tokens: number
    video_tokens: number
  }
  completion_tokens_details: { reasoning_tokens: number; audio_tokens: number; image_tokens: number }
  cost: number
  is_byok: false
  cost_details: {
    upstream_inference_cost: number
    upstream_inference_prompt_cost: number | null
    upstream_inference_completions_cost: number | null
  }
}

export function renderUsage(usage: Usage, cost: AnswerCost): UsageJson {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: {
      cached_tokens: usage.cachedInputTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      audio_tokens: 0,
      video_tokens: 0,
    },
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens, audio_tokens: 0, image_tokens: 0 },
    cost: toUsdNumber(cost.totalNanoUsd),
    is_byok: false,
    cost_details: renderParts(cost),
  }
}

const MILLIONTHS = 1_000_000n

/** The output's share is rounded down and the rest is the prompt's, so the two always add up to the cost. */
function renderParts({ totalNanoUsd, lines }: AnswerCost): UsageJson['cost_details'] {
  const total = toUsdNumber(totalNanoUsd)
  if (!lines) {
    return {
      upstream_inference_cost: total,
      upstream_inference_prompt_cost: null,
      upstream_inference_completions_cost: null,
    }
  }
  const outputs = lines.filter((line) => line.item === 'output')
  const millionths = outputs.reduce((sum, line) => sum + BigInt(line.amountNanoUsdMillionths), 0n)
  const output = nanoUsd(floorDivide(millionths, MILLIONTHS))
  return {
    upstream_inference_cost: total,
    upstream_inference_prompt_cost: toUsdNumber(subtractUsd(totalNanoUsd, output)),
    upstream_inference_completions_cost: toUsdNumber(output),
  }
}
