import { listPurchases as readPurchases } from '@turnpike/billing/store/purchases'
import { can } from '@turnpike/identity/core/permissions'
import { z } from 'zod'
import { organizationProcedure } from '@/server/trpc.ts'
import { toPurchaseView } from './purchase-view.ts'

const PAGE_SIZE = 20

/** Newest first; `next` is the cursor of the page after. */
export const listPurchases = organizationProcedure('balance:read')
  .input(z.object({ cursor: z.string().max(64).nullish() }))
  .query(async ({ ctx, input }) => {
    const { organization, role } = ctx.access
    const found = await readPurchases(ctx.deps.database, organization.id, {
      limit: PAGE_SIZE + 1,
      ...(input.cursor ? { before: input.cursor } : {}),
    })
    const shown = found.slice(0, PAGE_SIZE)
    return {
      purchases: shown.map((purchase) => toPurchaseView(purchase, can(role, 'credits:buy'))),
      next: found.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
    }
  })
