/** What a key has cost, over UTC days, from the sums that settlement keeps. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type KeySpend = { total: NanoUsd; day: NanoUsd; week: NanoUsd; month: NanoUsd }

/** A request counts on the UTC day it was made; weeks begin on Monday. */
export async function readKeySpend(database: Queryable, organizationId: string, apiKeyId: string): Promise<KeySpend> {
  type Row = { total: bigint; day: bigint; week: bigint; month: bigint }
  const [row] = await prisma(database).$queryRaw<Row[]>(sql`
    SELECT coalesce(sum(amount), 0)::bigint AS total,
      coalesce(sum(amount) FILTER (WHERE day >= today), 0)::bigint AS day,
      coalesce(sum(amount) FILTER (WHERE day >= date_trunc('week', today::timestamp)), 0)::bigint AS week,
      coalesce(sum(amount) FILTER (WHERE day >= date_trunc('month', today::timestamp)), 0)::bigint AS month
    FROM charge_day, (SELECT (now() AT TIME ZONE 'UTC')::date AS today) AS clock
    WHERE organization_id = ${organizationId} AND api_key_id = ${apiKeyId}`)
  const { total = 0n, day = 0n, week = 0n, month = 0n } = row ?? {}
  return { total: nanoUsd(total), day: nanoUsd(day), week: nanoUsd(week), month: nanoUsd(month) }
}
