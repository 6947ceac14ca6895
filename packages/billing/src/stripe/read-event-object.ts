/** The two things of an event's object that we use: which object it is, and which purchase it claims to be for. */
import { z } from 'zod'
import type { StripeEvent } from './stripe-event.ts'

const eventObjectSchema = z.object({
  data: z.object({
    object: z.object({ id: z.string(), metadata: z.record(z.string(), z.string()).nullish() }),
  }),
})

export function readEventObject(event: StripeEvent): { id: string; purchaseId: string | null } {
  const { object } = eventObjectSchema.parse(event.payload).data
  return { id: object.id, purchaseId: object.metadata?.purchase_id ?? null }
}
