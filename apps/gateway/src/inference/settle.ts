/**
 * Turns a hold into its charge, or gives it back, and writes the generation down, all in one transaction: figures on
 * screen, ledger and wallet can never tell different stories.
 *
 * The last byte of an answer waits for this. While the database does not answer it is tried again within a bound; what
 * could not be settled in time is tried on in the background, and is released by the reaper if this process dies.
 */

import type { GenerationRecord } from '@turnpike/activity/core/generation-record'
import { recordGeneration } from '@turnpike/activity/store/record-generation'
import { clampCharge } from '@turnpike/billing/core/charge'
import { releaseHold } from '@turnpike/billing/store/release-hold'
import { settleHold } from '@turnpike/billing/store/settle-hold'
import { computeCost } from '@turnpike/catalog/core/cost'
import type { ErrorCode } from '@turnpike/contracts/errors/error-table'
import { inTransaction, type Queryable } from '@turnpike/db/database'
import { type NanoUsd, ZERO_USD } from '@turnpike/kernel/money'
import { estimateInputTokens, estimateTokens } from '@turnpike/providers/tokens/estimate-tokens'
import { determineUsage } from './determine-usage.ts'
import type { InferenceDeps } from './inference-deps.ts'
import { usageBounds } from './plan-bounds.ts'
import type { RequestTrace } from './request-trace.ts'
import { toGenerationRecord } from './to-generation-record.ts'

const RETRY_MS = 250
const LONGEST_BACKGROUND_MS = 10 * 60_000

/** Works out usage and cost of what was delivered and puts them on the trace; leaves it alone when nothing is owed. */
export function priceAnswer(trace: RequestTrace): void {
  const { reservation, request, reading } = trace
  if (!isOwed(trace)) return
  const winner = trace.winner === null ? undefined : trace.plan?.candidates[trace.winner]
  if (!reservation || !request || !reading || !winner) return
  const { endpoint, model } = winner
  trace.usage = determineUsage(reading, usageBounds(endpoint, reservation.bounds), {
    input: () => estimateInputTokens(request, model.tokenizer),
    output: (text) => estimateTokens(text, model.tokenizer),
  })
  const cost = computeCost(endpoint.price.prices, trace.usage)
  trace.lines = cost.lines
  trace.costNanoUsd = clampCharge(cost.totalNanoUsd, reservation.hold.amount)
}

/** Failures after which what a client has already read of a stream is still worth its price. */
const BROKEN_OFF: readonly ErrorCode[] = ['provider_stream_cut', 'timeout']

/**
 * A complete or cancelled answer is owed. A failed one is not (insurance), unless it is a stream that broke off after
 * the client had read a part of it.
 */
const isOwed = ({ failure, request, reading }: RequestTrace): boolean =>
  failure === null || (request?.stream === true && reading?.delivered === true && BROKEN_OFF.includes(failure.code))

/** Resolves to true once it is durable; false when patience ran out and it goes on in the background. */
export async function settle(deps: InferenceDeps, trace: RequestTrace): Promise<boolean> {
  const record = toGenerationRecord(deps, trace)
  const write = () => writeOnce(deps, trace, record)
  if (await repeatUntil(write, deps, deps.settings.settlementPatienceMs)) return true
  void repeatUntil(write, deps, LONGEST_BACKGROUND_MS).then((done) => {
    if (!done) deps.logger.error({ generation: trace.generationId }, 'a generation could not be settled')
  })
  return false
}

async function writeOnce(deps: InferenceDeps, trace: RequestTrace, record: GenerationRecord): Promise<void> {
  await inTransaction(deps.database, async (transaction) => {
    const charged = await endHold(deps, trace, transaction)
    await recordGeneration(transaction, trace.principal.organizationId, { ...record, costNanoUsd: charged })
  })
}

/** Settles what was answered and releases what was not. Gives what was charged. */
async function endHold(deps: InferenceDeps, trace: RequestTrace, transaction: Queryable): Promise<NanoUsd> {
  const { reservation, usage, principal } = trace
  if (!reservation) return ZERO_USD
  const { leaseId } = reservation.hold
  const winner = trace.winner === null ? undefined : trace.plan?.candidates[trace.winner]
  if (!usage || !winner) {
    await releaseHold(transaction, principal.organizationId, leaseId, trace.failure?.code ?? 'client_closed')
    return ZERO_USD
  }
  const settled = await settleHold(transaction, {
    organizationId: principal.organizationId,
    workspaceId: principal.workspaceId,
    apiKeyId: principal.keyId,
    generationId: trace.generationId,
    leaseId,
    amount: trace.costNanoUsd,
    priceVersionId: winner.endpoint.price.id,
    lines: trace.lines,
    usageSource: usage.source,
    settledAt: new Date(deps.clock.nowMs()),
  })
  if (settled.outcome !== 'conflict') return settled.charged
  deps.logger.error({ generation: trace.generationId, why: settled.why }, 'a generation is settled with another amount')
  return ZERO_USD
}

async function repeatUntil(write: () => Promise<void>, deps: InferenceDeps, patienceMs: number): Promise<boolean> {
  const until = deps.clock.nowMs() + patienceMs
  for (let failures = 0; ; failures++) {
    try {
      await write()
      return true
    } catch (error) {
      if (failures === 0) deps.logger.warn({ err: error }, 'settlement failed and is tried again')
      if (deps.clock.nowMs() + RETRY_MS > until) return false
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
    }
  }
}
