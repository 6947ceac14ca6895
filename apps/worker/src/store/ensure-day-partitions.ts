/** Day partitions are made by a function of the migrations, because creating tables is not the client's language. */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

/** From yesterday to `daysAhead` days from now, in UTC. Harmless when they are there. */
export async function ensureDayPartitions(database: Queryable, daysAhead: number): Promise<void> {
  await prisma(database).$executeRaw(sql`
    SELECT ensure_day_partitions(today - 1, today + ${daysAhead}::int)
    FROM (SELECT (now() AT TIME ZONE 'UTC')::date AS today) AS clock`)
}
