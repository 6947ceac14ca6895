/**
 * Sets the worst-case price of a request aside: under the balance and every live budget at once, or not at all.
 *
 * Guarantees: the wallet never goes below zero and spent + reserved never exceeds a limit, at any concurrency; the same
 * lease id again gives the same answer. One statement does it all (`reserve_hold` in the migrations), because the
 * wallet's row lock must not be kept across a network round trip.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { invariant } from '@turnpike/kernel/invariant'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { scopePairs } from '../core/budget.ts'
import type { Hold, HoldRefusal, HoldRequest } from '../core/hold.ts'
import { type CeilingRow, toCeiling } from './to-ceiling.ts'

type ReserveRow = CeilingRow & { outcome: 'held' | 'refused' | 'stale_epoch' | 'lease_closed' }

/** `input.amount` is in nano-USD and at least zero; a free model holds zero and still respects its budgets. */
export async function reserveHold(database: Queryable, input: HoldRequest): Promise<Result<Hold, HoldRefusal>> {
  invariant(input.amount >= 0n, 'a hold is not negative')
  const pairs = scopePairs(input)
  const [row] = await prisma(database).$queryRaw<ReserveRow[]>(sql`
    SELECT * FROM reserve_hold(
      ${input.organizationId}, ${input.workspaceId}, ${input.generationId}, ${input.leaseId}, ${input.instanceId},
      ${input.epoch}, ${input.amount}, ${pairs.map(([scope]) => scope)}, ${pairs.map(([, scopeId]) => scopeId)})`)
  invariant(row !== undefined, 'reserve_hold answers with one row')
  const { organizationId, leaseId, generationId, amount } = input
  if (row.outcome === 'held') return ok({ leaseId, organizationId, generationId, amount })
  if (row.outcome === 'refused') return err({ reason: 'limit', needed: amount, ...toCeiling(row) })
  return err({ reason: row.outcome })
}
