import { organizationProcedure } from '@/server/trpc.ts'

/** What the operator decided about purchases, and whether payments are simulated here. */
export const getPurchaseTerms = organizationProcedure('balance:read').query(({ ctx }) => ({
  ...ctx.deps.billing.rules,
  isSimulated: ctx.deps.environment.STRIPE_API_BASE_URL !== '',
}))
