import type { SandboxDatabase } from './open-database.ts'

export type SavedAnswer = {
  route: string
  fingerprint: string
  requestId: string
  status: number
  body: string
  createdMs: number
}

/** Stripe forgets keys when they are at least a day old. */
export const KEY_LIFETIME_MS = 24 * 60 * 60 * 1000

/** The answer first given for this key, unless it is older than a day. */
export function findSavedAnswer(
  database: SandboxDatabase,
  apiKey: string,
  idempotencyKey: string,
  nowMs: number,
): SavedAnswer | null {
  const row = database
    .prepare('select * from idempotent_answer where api_key = ? and idempotency_key = ? and created_ms > ?')
    .get(apiKey, idempotencyKey, nowMs - KEY_LIFETIME_MS)
  if (!row) return null
  return {
    route: String(row.route),
    fingerprint: String(row.fingerprint),
    requestId: String(row.request_id),
    status: Number(row.status),
    body: String(row.body),
    createdMs: Number(row.created_ms),
  }
}

/** Keeps the answer for the key; one that ran out is replaced. */
export function saveAnswer(
  database: SandboxDatabase,
  apiKey: string,
  idempotencyKey: string,
  answer: SavedAnswer,
): void {
  database
    .prepare(
      `insert or replace into idempotent_answer
         (api_key, idempotency_key, route, fingerprint, request_id, status, body, created_ms)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      apiKey,
      idempotencyKey,
      answer.route,
      answer.fingerprint,
      answer.requestId,
      answer.status,
      answer.body,
      answer.createdMs,
    )
}
