/**
 * Why a request was refused for money, in words for people and in figures for programs. What running requests hold
 * comes back in a moment, so that is another code than credit that is gone.
 */
import type { HoldRefusal } from '@turnpike/billing/core/hold'
import { failure } from '@turnpike/contracts/errors/failure'
import type { Principal } from '@turnpike/identity/core/principal'
import { type NanoUsd, toUsdDecimal } from '@turnpike/kernel/money'
import type { Refusal } from './reserve.ts'

type LimitRefusal = Extract<HoldRefusal, { reason: 'limit' }>

const LIMIT_NAMES: Record<LimitRefusal['limitSource'], string> = {
  balance: 'balance',
  organization_budget: "organization's budget",
  workspace_budget: "workspace's budget",
  member_budget: "member's budget",
  key_limit: "key's limit",
  end_user_budget: "end user's budget",
}

const REMEDIES: Record<LimitRefusal['limitSource'], string> = {
  balance: 'Add credits',
  organization_budget: "Raise the organization's budget",
  workspace_budget: "Raise the workspace's budget",
  member_budget: "Raise the member's budget",
  key_limit: "Raise the key's limit",
  end_user_budget: "Raise the end user's budget",
}

export function describeRefusal(input: {
  refused: LimitRefusal
  /** The largest output limit that fits now; `null` when none does. */
  affordable: number | null
  requestedOutputTokens: number | null
  principal: Principal
}): Refusal {
  const { refused, principal } = input
  const affordable = input.affordable !== null && input.affordable >= 1 ? input.affordable : null
  const resetsAt = refused.resetsAt?.toISOString() ?? null
  const isReservedOnly = refused.limit - refused.used >= refused.needed
  return {
    failure: failure(isReservedOnly ? 'credit_reserved' : 'payment_required', sentence(input, affordable, resetsAt), {
      ...(isReservedOnly && { retryAfterSeconds: 1 }),
      metadata: {
        limit_source: refused.limitSource,
        limit_usd: toUsdDecimal(refused.limit),
        used_usd: toUsdDecimal(refused.used),
        reserved_usd: toUsdDecimal(refused.reserved),
        free_usd: toUsdDecimal(refused.free),
        needed_usd: toUsdDecimal(refused.needed),
        resets_at: resetsAt,
        period: refused.period,
        affordable_output_tokens: affordable,
      },
    }),
    record: {
      limitSource: refused.limitSource,
      scopeId: refused.scopeId,
      scopeName: refused.limitSource === 'key_limit' ? principal.keyName : null,
      limitNanoUsd: String(refused.limit),
      usedNanoUsd: String(refused.used),
      reservedNanoUsd: String(refused.reserved),
      neededNanoUsd: String(refused.needed),
      freeNanoUsd: String(refused.free),
      resetsAt,
      affordableOutputTokens: affordable,
    },
  }
}

const dollars = (amount: NanoUsd): string => `$${toUsdDecimal(amount)}`

function sentence(
  input: { refused: LimitRefusal; requestedOutputTokens: number | null },
  affordable: number | null,
  resetsAt: string | null,
): string {
  const { refused } = input
  const parts = [
    `This request could cost up to ${dollars(refused.needed)}, but the ${LIMIT_NAMES[refused.limitSource]} leaves ${dollars(refused.free)}`,
    ` (limit ${dollars(refused.limit)}, used ${dollars(refused.used)}, reserved right now ${dollars(refused.reserved)}).`,
    resetsAt === null ? '' : ` It resets at ${resetsAt}.`,
    ` ${REMEDIES[refused.limitSource]}`,
    affordable === null ? ', or send a shorter prompt.' : `, or set max_tokens to ${affordable} or less.`,
  ]
  return parts.join('')
}
