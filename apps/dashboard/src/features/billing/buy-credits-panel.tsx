'use client'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from '@turnpike/ui/layout/panel'
import { QueryPanel } from '@/components/query-panel.tsx'
import type { PurchaseView } from '@/server/routers/billing/purchase-view.ts'
import { useTRPC } from '@/trpc/client.tsx'
import { BuyCreditsForm } from './buy-credits-form.tsx'

const SKELETON_LINES = 9

/** `resumed`: a purchase that the buyer left before paying; its amount is kept. */
export function BuyCreditsPanel({ organization, resumed }: { organization: string; resumed: PurchaseView | null }) {
  const terms = useQuery(useTRPC().billing.getPurchaseTerms.queryOptions({ organization }))
  return (
    <QueryPanel name="add-credits" title="Add credits" query={terms} skeleton={<Skeleton lines={SKELETON_LINES} />}>
      {(rules) => <BuyCreditsForm organization={organization} terms={rules} resumed={resumed} />}
    </QueryPanel>
  )
}
