/** What the control API and the control page share: their inputs and what they work on. */
import { z } from 'zod'
import { MAXIMUM_SPEED_FACTOR } from '../core/performance-profile.ts'
import type { PrefixCache } from '../core/prefix-cache.ts'
import type { ProviderRegistry } from './provider-registry.ts'

export type ControlDeps = { registry: ProviderRegistry; prefixCache: PrefixCache; save: () => void }

export const providerIdSchema = z
  .string()
  .regex(/^[a-zA-Z0-9][\w.-]{0,63}$/, 'A provider id has 1 to 64 letters, digits, dots, dashes or underscores.')

export const speedSchema = z.strictObject({ factor: z.number().min(0).max(MAXIMUM_SPEED_FACTOR) })
