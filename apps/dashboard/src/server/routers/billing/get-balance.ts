import { toRunway } from '@turnpike/billing/core/spend-pace'
import { countOpenHolds } from '@turnpike/billing/store/count-open-holds'
import { readSpendPace } from '@turnpike/billing/store/read-spend-pace'
import { readWallet } from '@turnpike/billing/store/read-wallet'
import { organizationProcedure } from '@/server/trpc.ts'

/** What there is, what running requests hold of it, and how long it lasts. */
export const getBalance = organizationProcedure('balance:read').query(async ({ ctx }) => {
  const { database, clock } = ctx.deps
  const organizationId = ctx.access.organization.id
  const [wallet, requestsInFlight, pace] = await Promise.all([
    readWallet(database, organizationId),
    countOpenHolds(database, organizationId),
    readSpendPace(database, organizationId, new Date(clock.nowMs())),
  ])
  return { ...wallet, requestsInFlight, runway: toRunway(wallet.available, pace), completeToMs: clock.nowMs() }
})
