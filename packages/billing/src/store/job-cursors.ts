/** How far a job that lists an outside system has come. */
import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'

export async function readCursor(database: Queryable, name: string): Promise<Date | null> {
  const row = await prisma(database).jobCursor.findUnique({ where: { name } })
  return row?.position ?? null
}

export async function writeCursor(database: Queryable, name: string, position: Date): Promise<void> {
  const values = { position, updatedAt: new Date() }
  await prisma(database).jobCursor.upsert({ where: { name }, create: { name, ...values }, update: values })
}
