/** An event as Stripe sends it, read as far as we need it. Its object is only a hint at what to ask Stripe about. */
import type { JsonObject } from '@turnpike/kernel/json'
import { z } from 'zod'

export const stripeEventSchema = z.looseObject({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.number(),
  livemode: z.boolean(),
  data: z.looseObject({ object: z.looseObject({}) }),
})

export type StripeEvent = {
  id: string
  type: string
  livemode: boolean
  createdAt: Date
  /** The whole event, to be kept. */
  payload: JsonObject
}

/** Null when the text is no event. */
export function parseStripeEvent(json: unknown): StripeEvent | null {
  const parsed = stripeEventSchema.safeParse(json)
  if (!parsed.success) return null
  const { id, type, livemode, created } = parsed.data
  return { id, type, livemode, createdAt: new Date(created * 1_000), payload: parsed.data as JsonObject }
}
