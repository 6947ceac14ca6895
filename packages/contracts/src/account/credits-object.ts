import { z } from 'zod'

/** `GET /api/v1/credits`: US dollars as numbers; the exact decimals stand beside them. */
export const creditsObjectSchema = z.object({
  data: z.object({
    total_credits: z.number(),
    total_usage: z.number(),
    turnpike: z.object({ posted_usd: z.string(), held_usd: z.string(), available_usd: z.string() }),
  }),
})
export type CreditsObject = z.infer<typeof creditsObjectSchema>
