import { can } from '@turnpike/identity/core/permissions'
import type { Metadata } from 'next'
import { z } from 'zod'
import { BillingPage } from '@/features/billing/billing-page.tsx'
import { type OrganizationParams, requireOrganization } from '@/server/require-access.ts'
import { Hydrate, prefetch, trpc } from '@/trpc/server.tsx'

export const metadata: Metadata = { title: 'Credits and billing' }

const text = z.string().optional().catch(undefined)
/** The payment page leads back with one of these. */
const returnSchema = z.object({ paid: text, cancelled: text })

type PageProps = { params: OrganizationParams; searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function Page({ params, searchParams }: PageProps) {
  const access = await requireOrganization(params, 'balance:read')
  const organization = access.organization.slug
  const mayBuy = can(access.role, 'credits:buy')
  const { paid, cancelled } = returnSchema.parse(await searchParams)
  const purchaseId = paid ?? cancelled
  const { billing } = trpc
  const getNextPageParam = ({ next }: { next: string | null }) => next
  await prefetch(
    billing.getBalance.queryOptions({ organization }),
    billing.getPurchaseTerms.queryOptions({ organization }),
    billing.listLots.queryOptions({ organization }),
    billing.listPurchases.infiniteQueryOptions({ organization }, { getNextPageParam }),
    billing.listLedger.infiniteQueryOptions({ organization }, { getNextPageParam }),
    ...(purchaseId ? [billing.getPurchase.queryOptions({ organization, purchaseId })] : []),
    ...(mayBuy ? [] : [trpc.organization.listGranters.queryOptions({ organization, capability: 'credits:buy' })]),
  )
  return (
    <Hydrate>
      <BillingPage organization={organization} mayBuy={mayBuy} />
    </Hydrate>
  )
}
