/** One transaction around several store calls: all of it happens, or none. */
import type { Database, Queryable } from './client.ts'

const MAX_ATTEMPTS = 3
const WAIT_FOR_CONNECTION_MS = 5_000
const LONGEST_TRANSACTION_MS = 15_000
const SERIALIZATION_FAILURE = '40001'
const DEADLOCK_DETECTED = '40P01'

/** Runs `work` in a transaction and repeats it when Postgres picked it as the victim of a conflict. */
export async function inTransaction<Value>(
  database: Database,
  work: (transaction: Queryable) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await database.$transaction(work, { maxWait: WAIT_FOR_CONNECTION_MS, timeout: LONGEST_TRANSACTION_MS })
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error
    }
  }
}

function isConflict(error: unknown): boolean {
  const text = error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : ''
  return text.includes(SERIALIZATION_FAILURE) || text.includes(DEADLOCK_DETECTED) || text.includes('P2034')
}
