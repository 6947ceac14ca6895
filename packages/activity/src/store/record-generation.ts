/**
 * Writes down what happened.
 *
 * Guarantees: a generation is recorded once, whoever repeats it; its row and what it adds to the sums are written in
 * the same transaction, so the sums always equal the rows; nothing that a client or provider sent makes it fail.
 */
import { prisma, sql } from '@turnpike/db/client'
import type { Queryable } from '@turnpike/db/database'
import { notify } from '@turnpike/db/notifications'
import { invariant } from '@turnpike/kernel/invariant'
import type { GenerationRecord } from '../core/generation-record.ts'
import { generationDay, toStorableRecord } from '../core/to-storable-record.ts'
import { foldRollup, type RollupDelta } from '../core/usage-rollup.ts'

/** Records one request inside the caller's transaction. `recorded` is false when it was recorded before. */
export async function recordGeneration(
  transaction: Queryable,
  organizationId: string,
  record: GenerationRecord,
): Promise<{ recorded: boolean }> {
  const recorded = await recordGenerations(transaction, organizationId, [record])
  return { recorded: recorded.length > 0 }
}

/** Records many of one organization at once, in three statements. Gives the ids that were not there before. */
export async function recordGenerations(
  transaction: Queryable,
  organizationId: string,
  records: readonly GenerationRecord[],
): Promise<string[]> {
  const storable = new Map(records.map((record) => [record.id, toStorableRecord(record)]))
  const ids = await insertGenerations(transaction, organizationId, [...storable.values()])
  const recorded = ids.flatMap((id) => storable.get(id) ?? [])
  if (recorded.length === 0) return []
  await addToRollup(transaction, organizationId, foldRollup(recorded))
  await markFirstRequests(transaction, organizationId, recorded)
  for (const { workspaceId, apiKeyId, id } of recorded)
    await notify(transaction, { topic: 'generation_recorded', organizationId, workspaceId, apiKeyId, generationId: id })
  return ids
}

/** The rows travel as one JSON parameter: its names are the columns', and Postgres gives them their types. */
async function insertGenerations(
  transaction: Queryable,
  organizationId: string,
  records: readonly GenerationRecord[],
): Promise<string[]> {
  const rows = JSON.stringify(records.map((record) => toColumns(organizationId, record)))
  const inserted = await prisma(transaction).$queryRaw<{ id: string }[]>(sql`
    INSERT INTO generation
    SELECT given.* FROM jsonb_populate_recordset(NULL::generation, ${rows}::jsonb) AS given
    ON CONFLICT (day, id) DO NOTHING
    RETURNING id`)
  return inserted.map((row) => row.id)
}

function toColumns(organizationId: string, { createdAtMs, ...record }: GenerationRecord): Record<string, unknown> {
  const day = generationDay(record.id)
  invariant(day, 'a recorded generation has an id of ours')
  const values = { ...record, organizationId, createdAt: new Date(createdAtMs), day: day.toISOString().slice(0, 10) }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      toColumnName(name),
      typeof value === 'bigint' ? value.toString() : value,
    ]),
  )
}

const toColumnName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Deltas come in a fixed order, so two transactions that touch the same rows wait for each other and never both. */
async function addToRollup(
  transaction: Queryable,
  organizationId: string,
  deltas: readonly RollupDelta[],
): Promise<void> {
  const rows = deltas.map(({ bucketStartMs, ...delta }) => ({
    ...delta,
    organizationId,
    bucketStart: new Date(bucketStartMs),
  }))
  const given = JSON.stringify(
    rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [toColumnName(name), value]))),
    (_name, value) => (typeof value === 'bigint' ? value.toString() : value),
  )
  const written = await prisma(transaction).$executeRaw(sql`
    INSERT INTO usage_rollup AS kept (
      workspace_id, bucket_start, model, provider_id, api_key_id, outcome, organization_id,
      requests, input_tokens, output_tokens, reasoning_tokens, cached_input_tokens,
      cost_nano_usd, total_ms_sum, first_token_ms_sum)
    SELECT workspace_id, bucket_start, model, provider_id, api_key_id, outcome, organization_id,
           requests, input_tokens, output_tokens, reasoning_tokens, cached_input_tokens,
           cost_nano_usd, total_ms_sum, first_token_ms_sum
    FROM jsonb_populate_recordset(NULL::usage_rollup, ${given}::jsonb)
    ON CONFLICT (workspace_id, bucket_start, model, provider_id, api_key_id, outcome) DO UPDATE SET
      requests = kept.requests + excluded.requests,
      input_tokens = kept.input_tokens + excluded.input_tokens,
      output_tokens = kept.output_tokens + excluded.output_tokens,
      reasoning_tokens = kept.reasoning_tokens + excluded.reasoning_tokens,
      cached_input_tokens = kept.cached_input_tokens + excluded.cached_input_tokens,
      cost_nano_usd = kept.cost_nano_usd + excluded.cost_nano_usd,
      total_ms_sum = kept.total_ms_sum + excluded.total_ms_sum,
      first_token_ms_sum = kept.first_token_ms_sum + excluded.first_token_ms_sum
    WHERE kept.organization_id = excluded.organization_id`)
  invariant(written === deltas.length, 'a workspace belongs to one organization')
}

/** The onboarding checklist asks whether a workspace ever saw a request. Nothing is written after the first one. */
async function markFirstRequests(
  transaction: Queryable,
  organizationId: string,
  records: readonly GenerationRecord[],
): Promise<void> {
  const firstOf = new Map<string, number>()
  for (const { workspaceId, createdAtMs } of records)
    firstOf.set(workspaceId, Math.min(createdAtMs, firstOf.get(workspaceId) ?? createdAtMs))
  for (const [workspaceId, createdAtMs] of [...firstOf].sort())
    await prisma(transaction).workspace.updateMany({
      where: { id: workspaceId, organizationId, firstRequestAt: null },
      data: { firstRequestAt: new Date(createdAtMs) },
    })
}
