/** The platform fee of a purchase: exact in whole cents, half a cent rounded up, never below the minimum. */
import { invariant } from '@turnpike/kernel/invariant'
import type { PurchaseRules } from './purchase-rules.ts'

const BASIS_POINTS = 10_000n

type FeeRules = Pick<PurchaseRules, 'feeBasisPoints' | 'feeMinimumCents'>

/** Cents to pay on top of `creditsCents` of credits. */
export function purchaseFee(creditsCents: bigint, rules: FeeRules): bigint {
  invariant(creditsCents >= 0n && rules.feeBasisPoints >= 0n, 'a fee wants amounts that are not negative')
  const fee = (rules.feeBasisPoints * creditsCents + BASIS_POINTS / 2n) / BASIS_POINTS
  return fee > rules.feeMinimumCents ? fee : rules.feeMinimumCents
}

export type PurchaseTotal = { creditsCents: bigint; feeCents: bigint; totalCents: bigint }

/** What the buyer sees and pays, in cents. */
export function purchaseTotal(creditsCents: bigint, rules: FeeRules): PurchaseTotal {
  const feeCents = purchaseFee(creditsCents, rules)
  return { creditsCents, feeCents, totalCents: creditsCents + feeCents }
}
