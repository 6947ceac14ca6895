/** The running product's database, read for proofs and never written: every transaction is read-only. */
import pg from 'pg'
import { runningProduct } from './running-product.ts'

const STATEMENT_TIMEOUT_MS = 15_000

export async function readRows<Row extends pg.QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: runningProduct().databaseUrl,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    options: '-c default_transaction_read_only=on',
  })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}
