'use client'
import { useMutation } from '@tanstack/react-query'
import { systemIds } from '@turnpike/kernel/ids'
import { useEffect, useRef, useState } from 'react'
import type { PurchaseView } from '@/server/routers/billing/purchase-view.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { type PurchaseDraft, toDraft } from './purchase-draft.ts'

/**
 * Starts a purchase and leads to the payment page. Busy from the click until the page is left, so a second click does
 * nothing; and if one got through, it would be the same purchase.
 */
export function usePay(organization: string, resumed: PurchaseView | null) {
  const draft = useRef<PurchaseDraft | null>(resumed && { purchaseId: resumed.id, creditsCents: resumed.creditsCents })
  const [isBusy, setIsBusy] = useState(false)
  /** Known at once, where the state is known only after the next render. */
  const busy = useRef(false)
  const setBusy = (next: boolean) => {
    busy.current = next
    setIsBusy(next)
  }
  const { mutate, error } = useMutation(
    useTRPC().billing.startPurchase.mutationOptions({
      onSuccess: ({ checkoutUrl }) => window.location.assign(checkoutUrl),
      onError: (failed) => {
        setBusy(false)
        // That purchase is over (paid, expired) or not ours to go on with: the next click is a new one.
        if (failed.data?.code === 'CONFLICT') draft.current = null
      },
    }),
  )
  useEffect(() => {
    // The browser's back button may bring this very page back to life.
    const comeBack = () => {
      busy.current = false
      setIsBusy(false)
    }
    window.addEventListener('pageshow', comeBack)
    return () => window.removeEventListener('pageshow', comeBack)
  }, [])
  const start = (creditsCents: bigint) => {
    if (busy.current) return
    setBusy(true)
    draft.current = toDraft(draft.current, creditsCents, () => systemIds.next('purchase'))
    mutate({ organization, ...draft.current })
  }
  return { start, isBusy, error }
}
