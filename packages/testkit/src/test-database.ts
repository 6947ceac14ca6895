/**
 * A real Postgres database for one test file: cloned from a template that has all migrations applied, dropped after.
 * The server is the one in TEST_DATABASE_URL (`npm test` starts an embedded one and sets it).
 */
import { randomBytes } from 'node:crypto'
import { closeDatabase, type Database, openDatabase } from '@turnpike/db/database'
import { Client } from 'pg'

export type TestDatabase = {
  database: Database
  connectionString: string
  /** Ends every connection and lets no new one in, as when the server is unreachable. */
  cutOff: () => Promise<void>
  close: () => Promise<void>
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`

/** The template's connection string, or a sentence that says how to get one. */
export function templateUrl(): string {
  const url = process.env.TEST_DATABASE_URL
  if (!url) throw new Error('TEST_DATABASE_URL is not set. Run `npm test`, which starts Postgres and sets it.')
  return url
}

async function administer(statement: string): Promise<void> {
  const url = new URL(templateUrl())
  url.pathname = '/postgres'
  const client = new Client({ connectionString: url.toString() })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(templateUrl())
  const name = `test_${randomBytes(8).toString('hex')}`
  await administer(`CREATE DATABASE ${quote(name)} TEMPLATE ${quote(template.pathname.slice(1))}`)
  template.pathname = `/${name}`
  const connectionString = template.toString()
  const database = openDatabase({ connectionString, maxConnections: 20 })
  return {
    database,
    connectionString,
    cutOff: async () => {
      await administer(`ALTER DATABASE ${quote(name)} ALLOW_CONNECTIONS false`)
      await administer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
    },
    close: async () => {
      await closeDatabase(database)
      await administer(`DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`)
    },
  }
}
