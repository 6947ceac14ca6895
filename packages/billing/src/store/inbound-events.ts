/**
 * The inbox: everything an outside system told us, stored once before it is applied. `applied_at` marks finished, not
 * seen, so an event whose handling died half-way is taken up again.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'
import type { JsonObject } from '@turnpike/kernel/json'

export type InboundEvent = {
  id: string
  externalId: string
  type: string
  payload: JsonObject
  appliedAt: Date | null
  attempts: number
}

export type NewInboundEvent = { id: string; source: 'stripe'; externalId: string; type: string; payload: JsonObject }

/** How long whoever took an event has for it before another may. */
const CLAIM_SECONDS = 60

/** Stores an event unless it is there, and gives the row. A new one is the caller's to apply for a minute. */
export async function storeInboundEvent(database: Queryable, event: NewInboundEvent): Promise<InboundEvent> {
  await prisma(database).$executeRaw(sql`
    INSERT INTO inbound_event (id, source, external_id, type, payload, attempts, next_try_at)
    VALUES (${event.id}, ${event.source}, ${event.externalId}, ${event.type}, ${JSON.stringify(event.payload)}::jsonb, 1,
      now() + make_interval(secs => ${CLAIM_SECONDS}))
    ON CONFLICT (source, external_id) DO NOTHING`)
  const { source, externalId } = event
  const row = await prisma(database).inboundEvent.findUnique({ where: { source_externalId: { source, externalId } } })
  invariant(row !== null, 'a stored event can be read')
  return toInboundEvent(row)
}

/** Takes up to `limit` events that are due. SKIP LOCKED and the moved time keep two workers off the same event. */
export async function claimDueEvents(database: Queryable, limit: number): Promise<InboundEvent[]> {
  const claimed = await prisma(database).$queryRaw<{ id: string }[]>(sql`
    UPDATE inbound_event SET attempts = attempts + 1, next_try_at = now() + make_interval(secs => ${CLAIM_SECONDS})
    WHERE id IN (
      SELECT id FROM inbound_event WHERE applied_at IS NULL AND next_try_at <= now()
      ORDER BY next_try_at LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    RETURNING id`)
  const rows = await prisma(database).inboundEvent.findMany({
    where: { id: { in: claimed.map((row) => row.id) } },
    orderBy: { receivedAt: 'asc' },
  })
  return rows.map(toInboundEvent)
}

/** `remark` says why nothing was done, when nothing was. */
export async function finishInboundEvent(database: Queryable, id: string, remark: string | null): Promise<void> {
  await prisma(database).inboundEvent.update({ where: { id }, data: { appliedAt: new Date(), lastError: remark } })
}

export async function postponeInboundEvent(
  database: Queryable,
  id: string,
  failed: { error: string; waitSeconds: number },
): Promise<void> {
  await prisma(database).$executeRaw(sql`
    UPDATE inbound_event SET last_error = ${failed.error}, next_try_at = now() + make_interval(secs => ${failed.waitSeconds}::int)
    WHERE id = ${id} AND applied_at IS NULL`)
}

const toInboundEvent = (row: Omit<InboundEvent, 'payload'> & { payload: unknown }): InboundEvent => ({
  id: row.id,
  externalId: row.externalId,
  type: row.type,
  payload: row.payload as JsonObject,
  appliedAt: row.appliedAt,
  attempts: row.attempts,
})
