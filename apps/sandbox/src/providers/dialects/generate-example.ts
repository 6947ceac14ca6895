/** A generation for tests of encoders. */
import { type Generation, toGeneration } from '../core/generation.ts'
import { toPerformanceProfile } from '../core/performance-profile.ts'
import { measurePrompt, PrefixCache } from '../core/prefix-cache.ts'
import type { SimulatedPrompt } from '../core/simulated-prompt.ts'
import type { UsageReport } from '../core/token-usage.ts'

export const generateExample = (prompt: SimulatedPrompt, usageReport: UsageReport = 'normal'): Generation =>
  toGeneration(prompt, {
    usageReport,
    profile: toPerformanceProfile(prompt.provider),
    nonce: 'nonce',
    createdSeconds: 1_780_000_000,
    promptUsage: new PrefixCache().use(measurePrompt(prompt), prompt.caching, 0),
  })
