/** What the operator decides about purchases. Comes from configuration, never from literals in the code. */
export type PurchaseRules = {
  /** On top of the credits bought: 550 is 5.5 %. */
  feeBasisPoints: bigint
  feeMinimumCents: bigint
  minimumCents: bigint
  maximumCents: bigint
  creditExpiryDays: number
  refundWindowHours: number
}

export type AmountProblem = 'below_minimum' | 'above_maximum'

/** Null when credits of this size may be bought. */
export function purchaseAmountProblem(creditsCents: bigint, rules: PurchaseRules): AmountProblem | null {
  if (creditsCents < rules.minimumCents) return 'below_minimum'
  if (creditsCents > rules.maximumCents) return 'above_maximum'
  return null
}
