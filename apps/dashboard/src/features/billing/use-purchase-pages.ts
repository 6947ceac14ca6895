'use client'
import { useTRPC } from '@/trpc/client.tsx'

/** Options of the purchases, page by page; the same for the list and for the ledger's lines under way. */
export const usePurchasePages = (organization: string) =>
  useTRPC().billing.listPurchases.infiniteQueryOptions({ organization }, { getNextPageParam: ({ next }) => next })
