/** Carries out one form of the control page. */
import { z } from 'zod'
import { switchSchema } from '../core/switches.ts'
import { type ControlDeps, providerIdSchema, speedSchema } from './control-inputs.ts'

/** The fault to show above the page, or `null` when it was done. */
export function applyForm(fields: URLSearchParams, deps: ControlDeps): string | null {
  const action = ACTIONS.get(fields.get('action') ?? '')
  if (action === undefined) return 'Unknown action. Reload the page and try again.'
  const fault = action(fields, deps)
  if (fault === null) deps.save()
  return fault
}

type Action = (fields: URLSearchParams, deps: ControlDeps) => string | null

const filled = (fields: URLSearchParams, name: string): string | null => {
  const value = fields.get(name)?.trim() ?? ''
  return value === '' ? null : value
}

const filledNumber = (fields: URLSearchParams, name: string): number | null => {
  const value = filled(fields, name)
  return value === null ? null : Number(value)
}

const setSwitch: Action = (fields, { registry }) => {
  const provider = providerIdSchema.safeParse(filled(fields, 'provider'))
  if (!provider.success) return z.prettifyError(provider.error)
  const added = switchSchema.safeParse({
    mode: filled(fields, 'mode') ?? 'ok',
    usage: filled(fields, 'usage') ?? 'normal',
    model: filled(fields, 'model'),
    times: filledNumber(fields, 'times'),
    retryAfterSeconds: filledNumber(fields, 'retryAfterSeconds'),
    afterTokens: filledNumber(fields, 'afterTokens'),
  })
  if (!added.success) return z.prettifyError(added.error)
  registry.setSwitch(provider.data, added.data)
  return null
}

const clear: Action = (fields, { registry }) => {
  const provider = providerIdSchema.safeParse(filled(fields, 'provider'))
  if (!provider.success) return z.prettifyError(provider.error)
  registry.clearSwitches(provider.data)
  return null
}

const setSpeed: Action = (fields, { registry }) => {
  const speed = speedSchema.safeParse({ factor: filledNumber(fields, 'factor') })
  if (!speed.success) return z.prettifyError(speed.error)
  registry.setSpeedFactor(speed.data.factor)
  return null
}

const resetAll: Action = (_fields, { registry, prefixCache }) => {
  registry.reset()
  prefixCache.clear()
  return null
}

const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ['switch', setSwitch],
  ['clear', clear],
  ['speed', setSpeed],
  ['reset', resetAll],
])
