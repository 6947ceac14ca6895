import type { SandboxDatabase } from './open-database.ts'

export type DeliveryStatus = 'pending' | 'delivered' | 'abandoned'
export type AttemptOrigin = 'schedule' | 'manual' | 'forged'

export type Delivery = {
  eventId: string
  status: DeliveryStatus
  attempts: number
  firstDueMs: number
  nextAttemptMs: number
}

export type DeliveryAttempt = {
  eventId: string
  origin: AttemptOrigin
  attemptedMs: number
  durationMs: number
  /** Null when no answer came at all; then `failure` says why. */
  statusCode: number | null
  failure: string | null
}

/** Puts an event on the way, first due at `dueMs`. */
export function enqueueDelivery(database: SandboxDatabase, eventId: string, dueMs: number): void {
  database
    .prepare(`insert into delivery (event_id, status, first_due_ms, next_attempt_ms) values (?, 'pending', ?, ?)`)
    .run(eventId, dueMs, dueMs)
}

const toDelivery = (row: Record<string, unknown>): Delivery => ({
  eventId: String(row.event_id),
  status: row.status as DeliveryStatus,
  attempts: Number(row.attempts),
  firstDueMs: Number(row.first_due_ms),
  nextAttemptMs: Number(row.next_attempt_ms),
})

/** Pending deliveries due by then, in the order their events happened. */
export const listDueDeliveries = (database: SandboxDatabase, nowMs: number): Delivery[] =>
  database
    .prepare(`select * from delivery where status = 'pending' and next_attempt_ms <= ? order by sequence`)
    .all(nowMs)
    .map(toDelivery)

export const listPendingDeliveries = (database: SandboxDatabase): Delivery[] =>
  database.prepare(`select * from delivery where status = 'pending' order by sequence`).all().map(toDelivery)

export function findDelivery(database: SandboxDatabase, eventId: string): Delivery | null {
  const row = database.prepare('select * from delivery where event_id = ?').get(eventId)
  return row ? toDelivery(row) : null
}

/** When the next pending delivery is due, or null. */
export function nextDeliveryMs(database: SandboxDatabase): number | null {
  const row = database.prepare(`select min(next_attempt_ms) as at from delivery where status = 'pending'`).get()
  return row?.at == null ? null : Number(row.at)
}

export type DeliveryProgress = Pick<Delivery, 'status' | 'attempts' | 'nextAttemptMs'>

export function saveProgress(database: SandboxDatabase, eventId: string, progress: DeliveryProgress): void {
  database
    .prepare('update delivery set status = ?, attempts = ?, next_attempt_ms = ? where event_id = ?')
    .run(progress.status, progress.attempts, progress.nextAttemptMs, eventId)
}

export function recordAttempt(database: SandboxDatabase, attempt: DeliveryAttempt): void {
  database
    .prepare(
      `insert into delivery_attempt (event_id, origin, attempted_ms, duration_ms, status_code, failure)
       values (?, ?, ?, ?, ?, ?)`,
    )
    .run(attempt.eventId, attempt.origin, attempt.attemptedMs, attempt.durationMs, attempt.statusCode, attempt.failure)
}

/** Every try to deliver the event, oldest first. */
export const listAttempts = (database: SandboxDatabase, eventId: string): DeliveryAttempt[] =>
  database
    .prepare('select * from delivery_attempt where event_id = ? order by sequence')
    .all(eventId)
    .map((row) => ({
      eventId: String(row.event_id),
      origin: row.origin as AttemptOrigin,
      attemptedMs: Number(row.attempted_ms),
      durationMs: Number(row.duration_ms),
      statusCode: row.status_code === null ? null : Number(row.status_code),
      failure: row.failure === null ? null : String(row.failure),
    }))
