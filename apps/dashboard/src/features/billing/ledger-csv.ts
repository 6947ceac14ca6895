/** The whole statement as a file: exact decimals, instants with their offset, the currency in a column of its own. */
import { toCsvLine } from '@turnpike/activity/core/to-csv'
import type { LedgerPage } from '@turnpike/billing/store/read-ledger'

const HEADER = ['at', 'kind', 'reference', 'workspace', 'requests', 'amount', 'balance_after', 'currency']

/** Line by line, so that a long statement is never in memory whole. `readPage(before)` gives the page after that row. */
export async function* ledgerCsv(
  readPage: (before: string | undefined) => Promise<LedgerPage>,
  workspaceSlug: (workspaceId: string) => string,
): AsyncGenerator<string> {
  yield toCsvLine(HEADER)
  let before: string | undefined
  do {
    const page = await readPage(before)
    for (const row of page.rows)
      yield toCsvLine([
        row.at.toISOString(),
        row.kind,
        row.reference,
        row.workspaceId === null ? null : workspaceSlug(row.workspaceId),
        row.requests,
        { usd: row.amount },
        { usd: row.balanceAfter },
        'USD',
      ])
    before = page.next ?? undefined
  } while (before !== undefined)
}
