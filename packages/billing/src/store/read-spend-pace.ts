/** What an organization was charged on the last whole UTC days. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { nanoUsd } from '@turnpike/kernel/money'
import { PACE_DAYS, type SpendPace } from '../core/spend-pace.ts'

/** Counts back from the day before the one that `now` lies in, at most to the day of the first charge. */
export async function readSpendPace(database: Queryable, organizationId: string, now: Date): Promise<SpendPace> {
  type Row = { spent: bigint; days: number }
  const rows = await prisma(database).$queryRaw<Row[]>(sql`
    WITH today AS (SELECT (${now}::timestamptz AT TIME ZONE 'UTC')::date AS day)
    SELECT
      coalesce(sum(c.amount) FILTER (WHERE c.day >= t.day - ${PACE_DAYS}::int AND c.day < t.day), 0)::bigint AS spent,
      greatest(least(${PACE_DAYS}::int, coalesce(t.day - min(c.day), 0)), 0)::int AS days
    FROM today t LEFT JOIN charge_day c ON c.organization_id = ${organizationId}
    GROUP BY t.day`)
  const { spent, days } = rows[0] ?? { spent: 0n, days: 0 }
  return { spent: nanoUsd(spent), days }
}
