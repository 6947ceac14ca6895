/** Counts requests to free models on a UTC day. The limit holds at any concurrency: counting and checking are one step. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'
import { nanoUsd } from '@turnpike/kernel/money'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { type FreeRequestRules, type FreeUsage, freeDayLimit } from '../core/free-requests.ts'

/** Counts one more, or refuses with the figures when the day's limit is reached. */
export async function countFreeRequest(
  database: Queryable,
  organizationId: string,
  rules: FreeRequestRules,
): Promise<Result<FreeUsage, FreeUsage>> {
  const before = await readFreeUsage(database, organizationId, rules)
  if (before.remaining === 0) return err(before)
  const [counted] = await prisma(database).$queryRaw<{ requests: number }[]>(sql`
    INSERT INTO free_usage AS f (organization_id, day, requests)
    VALUES (${organizationId}, (now() AT TIME ZONE 'UTC')::date, 1)
    ON CONFLICT (organization_id, day) DO UPDATE SET requests = f.requests + 1 WHERE f.requests < ${before.limit}
    RETURNING requests`)
  return counted
    ? ok({ ...before, used: counted.requests, remaining: before.limit - counted.requests })
    : err({ ...before, used: before.limit, remaining: 0 })
}

export async function readFreeUsage(
  database: Queryable,
  organizationId: string,
  rules: FreeRequestRules,
): Promise<FreeUsage> {
  type Row = { used: number; bought: bigint; resets_at: Date }
  const [row] = await prisma(database).$queryRaw<Row[]>(sql`
    SELECT window_end AS resets_at,
      coalesce((SELECT requests FROM free_usage
        WHERE organization_id = ${organizationId} AND day = (window_start AT TIME ZONE 'UTC')::date), 0) AS used,
      coalesce((SELECT sum(amount) FROM lot
        WHERE organization_id = ${organizationId} AND source = 'purchase'), 0)::bigint AS bought
    FROM budget_window_bounds('day', now())`)
  invariant(row !== undefined, 'free usage is one row')
  const limit = freeDayLimit(nanoUsd(row.bought), rules)
  return { used: row.used, limit, remaining: Math.max(0, limit - row.used), resetsAt: row.resets_at }
}
