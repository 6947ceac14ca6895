/**
 * Switches of the simulated providers: how the next requests of a provider (or of one of its models) misbehave.
 * A switch for a model goes before the provider's own; `times` counts down and the switch falls off at zero.
 */
import { z } from 'zod'
import { USAGE_REPORTS } from './token-usage.ts'

export const MODES = [
  'ok',
  'slow',
  'rate_limited',
  'failing',
  'cut',
  'hang',
  'overloaded',
  'invalid_key',
  'malformed',
  'model_not_found',
  'insufficient_credit',
  'context_length',
] as const
export type Mode = (typeof MODES)[number]

export const switchSchema = z.strictObject({
  mode: z.enum(MODES).default('ok'),
  usage: z.enum(USAGE_REPORTS).default('normal'),
  /** Only requests for this model; without it, all models of the provider. */
  model: z.string().min(1).max(300).nullable().default(null),
  /** Only the next so many requests; without it, until the switch is changed. */
  times: z.int().min(1).max(1_000_000).nullable().default(null),
  retryAfterSeconds: z.number().min(0).max(86_400).nullable().default(null),
  /** For `failing`, `overloaded`, `rate_limited`, `cut`, `hang` and `malformed`: start the answer, break it after so many tokens. */
  afterTokens: z.int().min(0).max(1_000_000).nullable().default(null),
})
export type ProviderSwitch = z.infer<typeof switchSchema>

export const NO_SWITCH: ProviderSwitch = switchSchema.parse({})

/** Adds a switch, in place of an earlier one for the same model. */
export const addSwitch = (switches: readonly ProviderSwitch[], added: ProviderSwitch): ProviderSwitch[] => [
  ...switches.filter((existing) => existing.model !== added.model),
  added,
]

/** The switch that decides about one request, and the switches left for the next. */
export function takeSwitch(
  switches: readonly ProviderSwitch[],
  model: string | null,
): { current: ProviderSwitch; rest: readonly ProviderSwitch[] } {
  const forModel = model === null ? undefined : switches.find((candidate) => candidate.model === model)
  const current = forModel ?? switches.find((candidate) => candidate.model === null)
  if (current === undefined) return { current: NO_SWITCH, rest: switches }
  if (current.times === null) return { current, rest: switches }
  const used = { ...current, times: current.times - 1 }
  const rest = switches.flatMap((candidate) => (candidate === current ? (used.times > 0 ? [used] : []) : [candidate]))
  return { current, rest }
}
