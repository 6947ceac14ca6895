/**
 * Ledger rows and purchases under way → the lines of the statement. Usage belongs to a UTC day, so every date of the
 * statement is a UTC date.
 */
import type { LedgerRow } from '@turnpike/billing/store/read-ledger'
import { centsToNanoUsd, type NanoUsd } from '@turnpike/kernel/money'
import { workspaceAddress } from '@/features/shell/workspace-address.ts'

export type NamedLedgerRow = LedgerRow & { workspace: { slug: string; name: string } | null }

export type LedgerLine = {
  id: string
  atMs: number
  text: string
  /** The requests that a usage line sums up. */
  href: string | null
  reference: string | null
  amount: NanoUsd
  /** Null while it is not posted. */
  balanceAfter: NanoUsd | null
}

const DAY_MS = 86_400_000

const KIND_NAMES: Record<Exclude<LedgerRow['kind'], 'usage'>, string> = {
  purchase: 'Purchase',
  refund: 'Refund',
  adjustment: 'Adjustment',
  promotion: 'Bonus',
  expiry: 'Expiry',
  dispute: 'Dispute',
}

export const toLedgerLine = (row: NamedLedgerRow, organization: string): LedgerLine => ({
  id: row.id,
  atMs: row.at.getTime(),
  text: row.kind === 'usage' ? usageText(row) : KIND_NAMES[row.kind],
  href: row.kind === 'usage' && row.workspace ? logsOfDay(organization, row.workspace.slug, row.at.getTime()) : null,
  reference: row.reference,
  amount: row.amount,
  balanceAfter: row.balanceAfter,
})

function usageText({ workspace, requests }: NamedLedgerRow): string {
  const count = requests === 1 ? '1 request' : `${(requests ?? 0).toLocaleString('en-US')} requests`
  return `Usage, ${workspace?.name ?? 'deleted workspace'} (${count})`
}

/** The logs of the UTC day that an instant lies in, half-open. */
export function logsOfDay(organization: string, workspace: string, atMs: number): string {
  const startMs = Math.floor(atMs / DAY_MS) * DAY_MS
  const query = new URLSearchParams({
    from: new Date(startMs).toISOString(),
    to: new Date(startMs + DAY_MS).toISOString(),
    tz: 'UTC',
  })
  return `${workspaceAddress(organization, workspace)}/logs?${query}`
}

export type PendingPurchase = { id: string; creditsCents: bigint; createdAt: Date; reference: string }

export const toPendingLine = (purchase: PendingPurchase): LedgerLine => ({
  id: purchase.id,
  atMs: purchase.createdAt.getTime(),
  text: 'Purchase · processing',
  href: null,
  reference: purchase.reference,
  amount: centsToNanoUsd(purchase.creditsCents),
  balanceAfter: null,
})
