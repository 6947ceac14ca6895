/** What a generation costs in the end: never more than was held for it. */
import type { ReceiptLine } from '@turnpike/contracts/activity/generation-detail'
import type { UsageSource } from '@turnpike/contracts/inference/usage'
import { maxUsd, minUsd, type NanoUsd, ZERO_USD } from '@turnpike/kernel/money'

export type Settlement = {
  organizationId: string
  workspaceId: string
  apiKeyId: string
  generationId: string
  leaseId: string
  /** At most what was held: see `clampCharge`. */
  amount: NanoUsd
  priceVersionId: string | null
  /** The receipt: what was counted, at which price. */
  lines: readonly ReceiptLine[]
  usageSource: UsageSource
  settledAt: Date
}

export type SettleOutcome =
  | { outcome: 'settled'; charged: NanoUsd }
  /** The hold had been reaped: paid from what was free, and the rest is ours. */
  | { outcome: 'settled_late'; charged: NanoUsd; writtenOff: NanoUsd }
  /** The same settlement again: nothing changed. */
  | { outcome: 'duplicate'; charged: NanoUsd }
  /** The generation is settled with another amount, or its hold was released: nothing changed. Raise an alarm. */
  | { outcome: 'conflict'; why: string }

/** The charge for an actual cost: within [0, held], so that no upstream figure can overdraw anybody. */
export const clampCharge = (actual: NanoUsd, held: NanoUsd): NanoUsd => maxUsd(ZERO_USD, minUsd(actual, held))
