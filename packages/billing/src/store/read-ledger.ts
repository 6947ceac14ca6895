/**
 * The statement of an organization's posted credit, newest first: money movements one by one, usage as a sum a day and
 * workspace. Guarantee: the previous row's balance + this row's amount = this row's balance, to the nano-dollar.
 *
 * Usage of a day stands at the day's end, and belongs to the UTC day in which the requests were made.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import { walletAccount } from '../core/postings.ts'

export type LedgerRow = {
  id: string
  kind: 'purchase' | 'usage' | 'refund' | 'adjustment' | 'promotion' | 'expiry' | 'dispute'
  at: Date
  /** Purchase id, refund id, what a grant was for; null for usage. */
  reference: string | null
  workspaceId: string | null
  /** How many requests a usage row sums up; null for others. */
  requests: number | null
  /** Signed: usage is negative. */
  amount: NanoUsd
  balanceAfter: NanoUsd
}

export type LedgerPage = { rows: LedgerRow[]; next: string | null }

type Row = {
  id: string
  kind: LedgerRow['kind']
  at: Date
  reference: string | null
  workspace_id: string | null
  requests: bigint | null
  amount: bigint
  balance_after: bigint
}

/** `before` is the `next` of the page before; an id that is unknown gives an empty page. */
export async function readLedger(
  database: Queryable,
  organizationId: string,
  page: { limit: number; before?: string },
): Promise<LedgerPage> {
  const before = page.before ?? null
  const rows = await prisma(database).$queryRaw<Row[]>(sql`
    WITH movement AS (
      SELECT t.id, t.kind, t.created_at AS sort_at, t.reference, NULL AS workspace_id, NULL::bigint AS requests, e.amount
      FROM ledger_transaction t
      JOIN ledger_entry e ON e.transaction_id = t.id AND e.account = ${walletAccount(organizationId)}
      WHERE t.organization_id = ${organizationId} AND t.kind <> 'charge'
      UNION ALL
      SELECT 'usage:' || day || ':' || workspace_id, 'usage', (day + 1)::timestamp AT TIME ZONE 'UTC' - interval '1 ms',
        NULL, workspace_id, sum(requests)::bigint, -sum(amount)::bigint
      FROM charge_day WHERE organization_id = ${organizationId}
      GROUP BY day, workspace_id HAVING sum(amount) > 0
    ), balanced AS (
      SELECT *, sum(amount) OVER (ORDER BY sort_at, id)::bigint AS balance_after FROM movement
    )
    SELECT id, kind, least(sort_at, now()) AS at, reference, workspace_id, requests, amount, balance_after
    FROM balanced
    WHERE ${before}::text IS NULL OR (sort_at, id) < (SELECT sort_at, id FROM balanced WHERE id = ${before})
    ORDER BY sort_at DESC, id DESC LIMIT ${page.limit + 1}`)
  const shown = rows.slice(0, page.limit)
  return { rows: shown.map(toLedgerRow), next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null }
}

const toLedgerRow = (row: Row): LedgerRow => ({
  id: row.id,
  kind: row.kind,
  at: row.at,
  reference: row.reference,
  workspaceId: row.workspace_id,
  requests: row.requests === null ? null : Number(row.requests),
  amount: nanoUsd(row.amount),
  balanceAfter: nanoUsd(row.balance_after),
})
