/** The Prisma client over a bounded pool. Only `store/` folders and composition roots hold one. */
import { PrismaPg } from '@prisma/adapter-pg'
import { Prisma, PrismaClient } from './generated/prisma/client.ts'

export type Database = PrismaClient
/** What a store function takes: the client, or the transaction that an app opened around several stores. */
export type Queryable = Prisma.TransactionClient

export const sql = Prisma.sql
export const joinSql = Prisma.join
export const emptySql = Prisma.empty
export type Sql = Prisma.Sql
/** For a nullable JSON column that is to hold SQL NULL. */
export const databaseNull = Prisma.DbNull

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

export function createDatabase(settings: DatabaseSettings): Database {
  const adapter = new PrismaPg({
    connectionString: settings.connectionString,
    max: settings.maxConnections ?? DEFAULT_MAX_CONNECTIONS,
    statement_timeout: settings.statementTimeoutMs ?? DEFAULT_STATEMENT_TIMEOUT_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  return new PrismaClient({ adapter })
}
