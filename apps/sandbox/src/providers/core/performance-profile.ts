/** How fast a simulated provider is. It follows from the provider id alone, so rankings by speed repeat. */
import { seededRandom } from '@turnpike/kernel/random'
import { hashText } from './hash-text.ts'

export type PerformanceProfile = { firstTokenMs: number; tokensPerSecond: number }

const FIRST_TOKEN_MS = { minimum: 30, maximum: 400 }
const TOKENS_PER_SECOND = { minimum: 30, maximum: 200 }
const SLOW_FACTOR = 10

/** Scales all waits. At one half the slowest provider still finishes 100 tokens in under two seconds. */
export const DEFAULT_SPEED_FACTOR = 0.5
export const MAXIMUM_SPEED_FACTOR = 100

export function toPerformanceProfile(provider: string): PerformanceProfile {
  const random = seededRandom(hashText(provider))
  const between = (range: { minimum: number; maximum: number }) =>
    Math.round(range.minimum + random() * (range.maximum - range.minimum))
  return { firstTokenMs: between(FIRST_TOKEN_MS), tokensPerSecond: between(TOKENS_PER_SECOND) }
}

export const slowDown = (profile: PerformanceProfile): PerformanceProfile => ({
  firstTokenMs: profile.firstTokenMs * SLOW_FACTOR,
  tokensPerSecond: profile.tokensPerSecond / SLOW_FACTOR,
})

/** Milliseconds after the request at which so many tokens are ready. A factor of 0 means at once. */
export const readyAfterMs = (profile: PerformanceProfile, tokens: number, speedFactor: number): number =>
  speedFactor * (profile.firstTokenMs + (tokens * 1000) / profile.tokensPerSecond)
