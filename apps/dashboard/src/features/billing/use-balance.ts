'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { MONEY_REFRESH_MS } from '@/features/spendable/use-spendable.ts'
import { useTRPC } from '@/trpc/client.tsx'

/** The balance, kept fresh while the page is visible. */
export const useBalance = (organization: string) =>
  useQuery({ ...useTRPC().billing.getBalance.queryOptions({ organization }), refetchInterval: MONEY_REFRESH_MS })

/** Once for the page: whatever else is shown about money is asked again when credit came in or was charged. */
export function useRefreshWithBalance(organization: string): void {
  const { data: balance } = useBalance(organization)
  const [billing, queryClient] = [useTRPC().billing, useQueryClient()]
  const state = balance && `${balance.credited}/${balance.settled}`
  const last = useRef(state)
  useEffect(() => {
    if (last.current !== undefined && state !== undefined && last.current !== state) {
      for (const part of [billing.listPurchases, billing.listLots, billing.listLedger, billing.getSpendable])
        void queryClient.invalidateQueries(part.pathFilter())
    }
    last.current = state
  }, [state, billing, queryClient])
}
