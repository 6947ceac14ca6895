'use client'
/** Put money in, know what is left, and account for it. */
import { useQuery } from '@tanstack/react-query'
import { Tabs } from '@turnpike/ui/controls/tabs'
import { LimitBanner } from '@turnpike/ui/layout/limit-banner'
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs'
import { PageHeader } from '@/features/shell/page-header.tsx'
import { useTRPC } from '@/trpc/client.tsx'
import { AskForCreditsPanel } from './ask-for-credits-panel.tsx'
import { BalancePanel } from './balance-panel.tsx'
import { BuyCreditsPanel } from './buy-credits-panel.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import { LotsPanel } from './lots-panel.tsx'
import { PurchaseReturn } from './purchase-return.tsx'
import { PurchasesPanel } from './purchases-panel.tsx'
import { useBalance } from './use-balance.ts'

const TABS = ['credits', 'ledger'] as const

export type BillingPageProps = { organization: string; mayBuy: boolean }

export function BillingPage({ organization, mayBuy }: BillingPageProps) {
  const [tab, setTab] = useQueryState(
    'tab',
    parseAsStringLiteral(TABS).withDefault('credits').withOptions({ history: 'push' }),
  )
  const [{ paid }] = useQueryStates({ paid: parseAsString })
  return (
    <>
      <PageHeader title="Credits and billing" />
      <OutOfCreditBanner organization={organization} />
      <Tabs
        label="Credits and billing"
        selected={tab}
        onSelect={(id) => void setTab(TABS.find((known) => known === id) ?? null)}
        tabs={[
          {
            id: 'credits',
            label: 'Credits',
            content: <CreditsTab organization={organization} mayBuy={mayBuy} paidId={paid} />,
          },
          { id: 'ledger', label: 'Ledger', content: <LedgerPanel organization={organization} followedId={paid} /> },
        ]}
      />
    </>
  )
}

function CreditsTab({ organization, mayBuy, paidId }: BillingPageProps & { paidId: string | null }) {
  const [cancelledId] = useQueryState('cancelled')
  const cancelled = useQuery({
    ...useTRPC().billing.getPurchase.queryOptions({ organization, purchaseId: cancelledId ?? '' }),
    enabled: cancelledId !== null,
  })
  const resumed = cancelled.data?.status === 'created' ? cancelled.data : null
  return (
    <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
      <PurchaseReturn organization={organization} mayBuy={mayBuy} />
      <BalancePanel organization={organization} className="lg:col-span-2" />
      {mayBuy ? (
        <BuyCreditsPanel organization={organization} resumed={resumed} />
      ) : (
        <AskForCreditsPanel organization={organization} />
      )}
      <LotsPanel organization={organization} />
      <PurchasesPanel organization={organization} followedId={paidId} className="lg:col-span-2" />
    </div>
  )
}

function OutOfCreditBanner({ organization }: { organization: string }) {
  const { data: balance } = useBalance(organization)
  if (!balance || balance.available > 0n || balance.credited === 0n) return null
  return (
    <div className="mb-4">
      <LimitBanner level="refusing">
        Requests are being refused: credits are used up. Free models still answer.
      </LimitBanner>
    </div>
  )
}
