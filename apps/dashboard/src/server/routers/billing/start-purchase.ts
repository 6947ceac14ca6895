import { startPurchase as start } from '@turnpike/billing/use-cases/start-purchase'
import { z } from 'zod'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { organizationProcedure } from '@/server/trpc.ts'

/** Begins a purchase whose id the browser made, and gives the address of the payment page. */
export const startPurchase = organizationProcedure('credits:buy')
  .input(z.object({ purchaseId: z.string().max(64), creditsCents: z.bigint() }))
  .mutation(async ({ ctx, input }) => {
    const { organization } = ctx.access
    const billingUrl = `${ctx.deps.environment.DASHBOARD_URL}/o/${organization.slug}/billing`
    const started = await start(ctx.deps.billing, {
      organizationId: organization.id,
      userId: ctx.viewer.userId,
      userEmail: ctx.viewer.email,
      purchaseId: input.purchaseId,
      creditsCents: input.creditsCents,
      successUrl: `${billingUrl}?paid=${input.purchaseId}`,
      cancelUrl: `${billingUrl}?cancelled=${input.purchaseId}`,
    })
    return valueOrThrow(started)
  })
