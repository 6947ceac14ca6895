/**
 * Every kind of money movement as a template of ledger entries. A transaction's id follows from what caused it, so the
 * same cause can be posted only once; its entries sum to zero. A positive amount is owed to the account's owner: what a
 * wallet can still spend is the sum of its entries.
 */
import { invariant } from '@turnpike/kernel/invariant'
import { centsToNanoUsd, type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type LedgerKind = 'purchase' | 'charge' | 'refund' | 'promotion' | 'adjustment'

export type LedgerEntry = { account: string; amount: NanoUsd }

export type Posting = {
  id: string
  organizationId: string
  workspaceId: string | null
  kind: LedgerKind
  reference: string | null
  entries: readonly LedgerEntry[]
}

/** The platform's own accounts. Each organization's is `walletAccount(id)`. */
export const ACCOUNTS = {
  /** What Stripe has taken in for us, as a negative number. */
  stripeClearing: 'clearing:stripe',
  feeIncome: 'income:fees',
  inferenceIncome: 'income:inference',
  promotions: 'expense:promotions',
  adjustments: 'expense:adjustments',
  /** Late charges that nobody's credit was left for. */
  orphanWriteOff: 'writeoff:orphan',
} as const

export const walletAccount = (organizationId: string): string => `wallet:${organizationId}`

/** Money came in: credits to the wallet, the fee to us. */
export const purchasePosting = (purchase: {
  id: string
  organizationId: string
  creditsCents: bigint
  feeCents: bigint
}): Posting =>
  balanced({
    id: `purchase:${purchase.id}`,
    organizationId: purchase.organizationId,
    workspaceId: null,
    kind: 'purchase',
    reference: purchase.id,
    entries: [
      {
        account: ACCOUNTS.stripeClearing,
        amount: negative(centsToNanoUsd(purchase.creditsCents + purchase.feeCents)),
      },
      { account: walletAccount(purchase.organizationId), amount: centsToNanoUsd(purchase.creditsCents) },
      { account: ACCOUNTS.feeIncome, amount: centsToNanoUsd(purchase.feeCents) },
    ],
  })

/** A generation is paid for: by the wallet, and by us for what a late charge could not collect. */
export const chargePosting = (charge: {
  generationId: string
  organizationId: string
  workspaceId: string
  charged: NanoUsd
  writtenOff: NanoUsd
}): Posting =>
  balanced({
    id: `charge:${charge.generationId}`,
    organizationId: charge.organizationId,
    workspaceId: charge.workspaceId,
    kind: 'charge',
    reference: charge.generationId,
    entries: [
      { account: walletAccount(charge.organizationId), amount: negative(charge.charged) },
      { account: ACCOUNTS.orphanWriteOff, amount: negative(charge.writtenOff) },
      { account: ACCOUNTS.inferenceIncome, amount: nanoUsd(charge.charged + charge.writtenOff) },
    ],
  })

/** Unused credits go back to the card; the fee stays. */
export const refundPosting = (refund: { id: string; organizationId: string; creditsCents: bigint }): Posting =>
  balanced({
    id: `refund:${refund.id}`,
    organizationId: refund.organizationId,
    workspaceId: null,
    kind: 'refund',
    reference: refund.id,
    entries: [
      { account: walletAccount(refund.organizationId), amount: negative(centsToNanoUsd(refund.creditsCents)) },
      { account: ACCOUNTS.stripeClearing, amount: centsToNanoUsd(refund.creditsCents) },
    ],
  })

export type GrantSource = 'promotion' | 'adjustment'

/** Credit that nobody paid for. */
export const grantPosting = (grant: {
  lotId: string
  organizationId: string
  source: GrantSource
  amount: NanoUsd
  reference: string
}): Posting =>
  balanced({
    id: `${grant.source}:${grant.lotId}`,
    organizationId: grant.organizationId,
    workspaceId: null,
    kind: grant.source,
    reference: grant.reference,
    entries: [
      {
        account: grant.source === 'promotion' ? ACCOUNTS.promotions : ACCOUNTS.adjustments,
        amount: negative(grant.amount),
      },
      { account: walletAccount(grant.organizationId), amount: grant.amount },
    ],
  })

const negative = (amount: NanoUsd): NanoUsd => nanoUsd(-amount)

function balanced(posting: Posting): Posting {
  const entries = posting.entries.filter((entry) => entry.amount !== 0n)
  const sum = entries.reduce((total, entry) => total + entry.amount, 0n)
  invariant(sum === 0n, `ledger transaction ${posting.id} does not sum to zero`)
  invariant(entries.length > 1, `ledger transaction ${posting.id} moves nothing`)
  return { ...posting, entries }
}
