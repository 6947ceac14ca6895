/** What is chosen in the form: one of the amounts on offer, or one that is typed. */
import { formatCents } from '@turnpike/billing/core/format-cents'
import type { PurchaseRules } from '@turnpike/billing/core/purchase-rules'
import { ok, type Result } from '@turnpike/kernel/result'
import { parseCreditAmount, preferredAmount, presetsWithin } from './purchase-amount.ts'

export type AmountChoice = {
  /** Null while the typed text counts. */
  presetCents: bigint | null
  text: string
  /** The field was left once: from then on its mistake is said. */
  isLeft: boolean
}

/** `wanted`: an amount from before that is kept. */
export function initialChoice(rules: PurchaseRules, wanted: bigint | null): AmountChoice {
  if (wanted === null || presetsWithin(rules).includes(wanted))
    return { presetCents: wanted ?? preferredAmount(rules), text: '', isLeft: false }
  return { presetCents: null, text: formatCents(wanted).replace('$', ''), isLeft: false }
}

/** Cents to buy, or what is wrong. */
export const toAmount = (choice: AmountChoice, rules: PurchaseRules): Result<bigint, string> =>
  choice.presetCents === null ? parseCreditAmount(choice.text, rules) : ok(choice.presetCents)
