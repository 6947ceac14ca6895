/** A finished simulated generation: everything an encoder needs, no wire format yet. */
import type { LimitedAnswer } from './answer.ts'
import { composeAnswer } from './compose-answer.ts'
import { limitAnswer } from './limit-answer.ts'
import type { PerformanceProfile } from './performance-profile.ts'
import type { PromptUsage } from './prefix-cache.ts'
import type { SimulatedPrompt } from './simulated-prompt.ts'
import { falsifyUsage, type TokenUsage, toUsage, type UsageReport } from './token-usage.ts'

export type Generation = {
  prompt: SimulatedPrompt
  choices: readonly LimitedAnswer[]
  usage: TokenUsage
  usageReport: UsageReport
  profile: PerformanceProfile
  /** Unique per request; ids of the answer are derived from it. */
  nonce: string
  createdSeconds: number
}

/** A part of a stream. The shell waits until `tokens` more are ready, then writes `text` (which may be empty). */
export type Frame = { text: string; tokens: number }

export type GenerationCircumstances = Pick<Generation, 'usageReport' | 'profile' | 'nonce' | 'createdSeconds'> & {
  promptUsage: PromptUsage
}

export function toGeneration(prompt: SimulatedPrompt, circumstances: GenerationCircumstances): Generation {
  const { promptUsage, ...rest } = circumstances
  const choices = Array.from({ length: prompt.choiceCount }, (_, index) =>
    limitAnswer(composeAnswer(prompt, index), prompt),
  )
  const usage = falsifyUsage(toUsage(promptUsage, choices), circumstances.usageReport)
  return { ...rest, prompt, choices, usage }
}

export const producedTokens = (generation: Generation): number =>
  generation.choices.reduce((sum, answer) => sum + answer.visibleTokens + answer.reasoningTokens, 0)
