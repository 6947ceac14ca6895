import { fulfilPurchase } from '@turnpike/billing/use-cases/fulfil-purchase'
import { z } from 'zod'
import { valueOrThrow } from '@/server/to-trpc-error.ts'
import { organizationProcedure } from '@/server/trpc.ts'
import { toPurchaseView } from './purchase-view.ts'

/** Asks the payment processor how a purchase stands and brings it there. Harmless any number of times. */
export const confirmPurchase = organizationProcedure('credits:buy')
  .input(z.object({ purchaseId: z.string().max(64) }))
  .mutation(async ({ ctx, input }) => {
    const organizationId = ctx.access.organization.id
    const { purchaseId } = input
    return toPurchaseView(valueOrThrow(await fulfilPurchase(ctx.deps.billing, { organizationId, purchaseId })), true)
  })
