'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTRPC, useTRPCClient } from '@/trpc/client.tsx'
import { isSettled } from './purchase-status.ts'

const ASK_EVERY_MS = 1_000
const FOLLOW_FOR_MS = 60_000

/**
 * Asks how a purchase stands until it is settled, a minute at most; the server asks the payment processor, so this works
 * before its webhook has arrived. With `once` it asks a single time.
 */
export function useFollowedPurchase(
  organization: string,
  purchaseId: string,
  { once, enabled }: { once: boolean; enabled: boolean },
) {
  const [client, { billing }, queryClient] = [useTRPCClient(), useTRPC(), useQueryClient()]
  const [round, setRound] = useState({ number: 0, isOver: once })
  const { data: purchase } = useQuery({
    queryKey: ['followed-purchase', organization, purchaseId, round.number],
    queryFn: () => client.billing.confirmPurchase.mutate({ organization, purchaseId }),
    refetchInterval: ({ state }) =>
      round.isOver || (state.data && isSettled(state.data.status)) ? false : ASK_EVERY_MS,
    enabled,
    retry: false,
    staleTime: FOLLOW_FOR_MS,
  })
  useEffect(() => {
    if (once) return
    const timer = setTimeout(() => setRound({ number: round.number, isOver: true }), FOLLOW_FOR_MS)
    return () => clearTimeout(timer)
  }, [once, round.number])

  const status = purchase?.status
  useEffect(() => {
    if (status === undefined) return
    void queryClient.invalidateQueries(billing.pathFilter())
  }, [status, billing, queryClient])

  const again = () => setRound(({ number }) => ({ number: number + 1, isOver: false }))
  return { purchase, isOverdue: round.isOver && !once, again }
}
