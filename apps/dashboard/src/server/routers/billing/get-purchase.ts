import { readPurchase } from '@turnpike/billing/store/purchases'
import { failure } from '@turnpike/contracts/errors/failure'
import { can } from '@turnpike/identity/core/permissions'
import { z } from 'zod'
import { toTrpcError } from '@/server/to-trpc-error.ts'
import { organizationProcedure } from '@/server/trpc.ts'
import { toPurchaseView } from './purchase-view.ts'

/** One purchase as our own row says it, without asking the payment processor. */
export const getPurchase = organizationProcedure('balance:read')
  .input(z.object({ purchaseId: z.string().max(64) }))
  .query(async ({ ctx, input }) => {
    const { organization, role } = ctx.access
    const purchase = await readPurchase(ctx.deps.database, organization.id, input.purchaseId)
    if (!purchase) throw toTrpcError(failure('not_found', 'There is no such purchase.'))
    return toPurchaseView(purchase, can(role, 'credits:buy'))
  })
