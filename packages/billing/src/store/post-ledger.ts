/** Writes a ledger transaction. Its id is its cause, so a second posting of the same cause fails instead of doubling. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { Posting } from '../core/postings.ts'

export async function postLedger(transaction: Queryable, posting: Posting): Promise<void> {
  const accounts = posting.entries.map((entry) => entry.account)
  const amounts = posting.entries.map((entry) => entry.amount)
  await prisma(transaction).$executeRaw(sql`
    WITH posted AS (
      INSERT INTO ledger_transaction (id, organization_id, workspace_id, kind, reference)
      VALUES (${posting.id}, ${posting.organizationId}, ${posting.workspaceId}, ${posting.kind}, ${posting.reference})
      RETURNING id
    )
    INSERT INTO ledger_entry (transaction_id, position, account, amount)
    SELECT posted.id, entry.position, entry.account, entry.amount
    FROM posted, unnest(${accounts}::text[], ${amounts}::bigint[]) WITH ORDINALITY AS entry(account, amount, position)`)
}
