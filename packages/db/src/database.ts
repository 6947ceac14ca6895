/**
 * Handles to the database, closed to everybody but `store/` folders: what a handle can do is known only to
 * `@turnpike/db/client`, which nothing else may import. So rows and queries cannot leak into cores, use cases or pages.
 */
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from './generated/prisma/client.ts'

declare const queryableBrand: unique symbol
declare const databaseBrand: unique symbol

/** What a store function takes: the database itself, or the transaction that an app opened around several stores. */
export type Queryable = { readonly [queryableBrand]: true }

/** The database with its pool. Every `Database` is a `Queryable`; transactions start here. */
export type Database = Queryable & { readonly [databaseBrand]: true }

export type DatabaseSettings = {
  connectionString: string
  /** Size of the pool. */
  maxConnections?: number
  /** How long a statement may run before Postgres ends it. */
  statementTimeoutMs?: number
}

const DEFAULT_MAX_CONNECTIONS = 10
const DEFAULT_STATEMENT_TIMEOUT_MS = 10_000
const CONNECT_TIMEOUT_MS = 5_000

/** Opens a bounded pool. Nothing is connected until the first query. */
export function openDatabase(settings: DatabaseSettings): Database {
  const adapter = new PrismaPg({
    connectionString: settings.connectionString,
    max: settings.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    statement_timeout: settings.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  return new PrismaClient({ adapter }) as unknown as Database
}

const prismaOf = (database: Database): PrismaClient => database as unknown as PrismaClient

export const closeDatabase = (database: Database): Promise<void> => prismaOf(database).$disconnect()

/** Asks the database for nothing, so that an unreachable one shows. Rejects when it does not answer. */
export async function pingDatabase(database: Database): Promise<void> {
  await prismaOf(database).$queryRaw`SELECT 1`
}

const MAX_ATTEMPTS = 3
const WAIT_FOR_CONNECTION_MS = 5_000
const LONGEST_TRANSACTION_MS = 15_000

/**
 * One transaction around several store calls: all of it happens, or none. Repeated when Postgres picked it as the
 * victim of a conflict, so `work` must have no effect outside the database.
 */
export async function inTransaction<Value>(
  database: Database,
  work: (transaction: Queryable) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prismaOf(database).$transaction((transaction) => work(transaction as unknown as Queryable), {
        maxWait: WAIT_FOR_CONNECTION_MS,
        timeout: LONGEST_TRANSACTION_MS,
      })
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !isConflict(error)) throw error
    }
  }
}

/** Reads that all see the database of one instant, so that what they give adds up. Nothing in it may write. */
export const inSnapshot = <Value>(database: Database, read: (snapshot: Queryable) => Promise<Value>): Promise<Value> =>
  prismaOf(database).$transaction((transaction) => read(transaction as unknown as Queryable), {
    isolationLevel: 'RepeatableRead',
    maxWait: WAIT_FOR_CONNECTION_MS,
    timeout: LONGEST_TRANSACTION_MS,
  })

/** Serialization failure, deadlock, or Prisma's name for either. */
const CONFLICT = /40001|40P01|P2034/

const isConflict = (error: unknown): boolean =>
  error instanceof Error && CONFLICT.test(`${error.message} ${JSON.stringify(error)}`)
