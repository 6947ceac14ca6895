import { prisma } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import type { StoredGeneration } from '../core/generation-record.ts'
import { generationDay } from '../core/to-storable-record.ts'
import { type FiguresRow, toStored } from './generation-row.ts'

/**
 * One request with all that is kept of it. `null` for a text that is no id, for an unknown one, and for another
 * organization's: these are the same answer. The day in the id leads to the one partition that can hold it.
 */
export async function findGeneration(
  queryable: Queryable,
  organizationId: string,
  id: string,
): Promise<StoredGeneration | null> {
  const day = generationDay(id)
  if (day === null) return null
  const row = await prisma(queryable).generation.findFirst({ where: { day, id, organizationId }, omit: { day: true } })
  // The columns with a closed list of values are held to it by CHECKs in the database.
  return row && toStored(row as FiguresRow & { detail: unknown })
}
