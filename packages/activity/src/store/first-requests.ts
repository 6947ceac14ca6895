import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { GenerationSummary } from '../core/generation-record.ts'
import { instant } from './generation-predicate.ts'
import { type SummaryRow, summaryColumns, toSummary } from './generation-row.ts'

/** The newest request of a key since an instant: what the Welcome page listens for. */
export async function findLatestGenerationOfKey(
  queryable: Queryable,
  organizationId: string,
  apiKeyId: string,
  sinceMs: number,
): Promise<GenerationSummary | null> {
  const [row] = await prisma(queryable).$queryRaw<SummaryRow[]>(sql`
    SELECT ${summaryColumns} FROM generation
    WHERE organization_id = ${organizationId} AND api_key_id = ${apiKeyId} AND created_at >= ${instant(sinceMs)}
      AND day >= (${instant(sinceMs)} AT TIME ZONE 'UTC')::date - 1
    ORDER BY created_at DESC, id DESC LIMIT 1`)
  return row ? toSummary(row) : null
}
