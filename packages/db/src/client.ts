/** The Prisma client behind a handle. Imported by `store/` folders only; a lint rule sees to it. */
import type { Queryable } from './database.ts'
import { Prisma } from './generated/prisma/client.ts'

/** Model queries and raw SQL over the database or an open transaction. */
export const prisma = (queryable: Queryable): Prisma.TransactionClient =>
  queryable as unknown as Prisma.TransactionClient

/** Tagged template of a parameterised statement, for `prisma(db).$queryRaw(sql`…`)`. */
export const sql = Prisma.sql
export const joinSql = Prisma.join
export const emptySql = Prisma.empty
export type Sql = Prisma.Sql

/** For a nullable JSON column that is to hold SQL NULL. */
export const databaseNull = Prisma.DbNull
export type InputJson = Prisma.InputJsonValue

/** A row that must be unique is there already. */
export const isUniqueViolation = (error: unknown): boolean =>
  error instanceof Error && /P2002|23505/.test(`${error.message} ${JSON.stringify(error)}`)
