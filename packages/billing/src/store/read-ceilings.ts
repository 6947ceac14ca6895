/** Everything that bounds a request's cost right now. A look, not a promise: only `reserveHold` decides. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type CeilingScopes, scopePairs } from '../core/budget.ts'
import type { Ceiling } from '../core/ceiling.ts'
import { type CeilingRow, toCeiling } from './to-ceiling.ts'

/** The balance first, then every live budget over the scopes with its current window. */
export async function readCeilings(database: Queryable, scopes: CeilingScopes): Promise<Ceiling[]> {
  const { organizationId } = scopes
  const pairs = scopePairs(scopes)
  const rows = await prisma(database).$queryRaw<CeilingRow[]>(sql`
    SELECT 'balance' AS scope, ${organizationId} AS scope_id, NULL AS period,
      coalesce(sum(credited - disputed - refund_pending), 0)::bigint AS limit_nano_usd,
      coalesce(sum(settled), 0)::bigint AS used, coalesce(sum(leased), 0)::bigint AS reserved,
      coalesce(sum(available), 0)::bigint AS free, NULL::timestamptz AS resets_at, 0 AS rank
    FROM wallet WHERE organization_id = ${organizationId}
    UNION ALL
    SELECT scope, scope_id, period, limit_nano_usd, spent, reserved, free, window_end, 1
    FROM live_budget_windows(
      ${organizationId}, ${pairs.map(([scope]) => scope)}, ${pairs.map(([, id]) => id)}, clock_timestamp())
    ORDER BY rank, scope, period`)
  return rows.map(toCeiling)
}
