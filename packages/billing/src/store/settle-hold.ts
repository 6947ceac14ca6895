/**
 * Turns a hold into a charge: the charge row, lease, wallet, budget windows, lots, the day's sum and the ledger, all in
 * the caller's transaction.
 *
 * Guarantees: a generation is charged at most once, and never more than was held. The same settlement again changes
 * nothing; another amount for the same generation changes nothing and is reported as a conflict.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { idTimeMs } from '@turnpike/kernel/ids'
import { invariant } from '@turnpike/kernel/invariant'
import { nanoUsd } from '@turnpike/kernel/money'
import type { Settlement, SettleOutcome } from '../core/charge.ts'
import { chargePosting } from '../core/postings.ts'
import { postLedger } from './post-ledger.ts'

type SettleRow = {
  outcome: 'settled' | 'settled_late' | 'duplicate' | 'conflict' | 'exceeds_hold'
  charged: bigint
  written_off: bigint
  why: string | null
}

/** `transaction` must be one that `inTransaction` opened. Throws when `input.amount` is more than was held. */
export async function settleHold(transaction: Queryable, input: Settlement): Promise<SettleOutcome> {
  const row = await callSettleHold(transaction, input)
  invariant(row.outcome !== 'exceeds_hold', `generation ${input.generationId}: ${row.why}`)
  const [charged, writtenOff] = [nanoUsd(row.charged), nanoUsd(row.written_off)]
  if (row.outcome === 'conflict') return { outcome: 'conflict', why: row.why ?? 'settled otherwise' }
  if (row.outcome === 'duplicate') return { outcome: 'duplicate', charged }
  if (input.amount > 0n) await postLedger(transaction, chargePosting({ ...input, charged, writtenOff }))
  await notify(transaction, { topic: 'wallet_changed', organizationId: input.organizationId })
  return row.outcome === 'settled' ? { outcome: 'settled', charged } : { outcome: 'settled_late', charged, writtenOff }
}

async function callSettleHold(transaction: Queryable, input: Settlement): Promise<SettleRow> {
  const madeAtMs = idTimeMs('generation', input.generationId)
  invariant(madeAtMs !== null, `${input.generationId} is no generation id`)
  invariant(input.amount >= 0n, 'a charge is not negative')
  const [row] = await prisma(transaction).$queryRaw<SettleRow[]>(sql`
    SELECT * FROM settle_hold(
      ${input.organizationId}, ${input.workspaceId}, ${input.apiKeyId}, ${input.generationId},
      ${utcDay(madeAtMs)}::date, ${input.leaseId}, ${input.amount}, ${input.priceVersionId},
      ${JSON.stringify(input.lines)}::jsonb, ${input.usageSource}, ${input.settledAt})`)
  invariant(row !== undefined, 'settle_hold answers with one row')
  return row
}

/** '2026-11-21': the partition that a charge and its generation live in. */
const utcDay = (timeMs: number): string => new Date(timeMs).toISOString().slice(0, 10)
