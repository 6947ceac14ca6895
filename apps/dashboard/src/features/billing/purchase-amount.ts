/** What a person may buy, from what they clicked or typed. Amounts are whole cents. */
import { formatCents } from '@turnpike/billing/core/format-cents'
import { type PurchaseRules, purchaseAmountProblem } from '@turnpike/billing/core/purchase-rules'
import { centsToNanoUsd, nanoUsdToCents, parseUsd } from '@turnpike/kernel/money'
import { err, ok, type Result } from '@turnpike/kernel/result'

const PRESETS_CENTS = [1_000n, 2_500n, 5_000n, 10_000n]
const PREFERRED_CENTS = 2_500n

/** The amounts on the buttons: those of ours that the operator allows. */
export const presetsWithin = (rules: PurchaseRules): bigint[] =>
  PRESETS_CENTS.filter((cents) => purchaseAmountProblem(cents, rules) === null)

/** What is chosen before anybody chose; null leaves the field to be filled. */
export function preferredAmount(rules: PurchaseRules): bigint | null {
  const presets = presetsWithin(rules)
  return presets.includes(PREFERRED_CENTS) ? PREFERRED_CENTS : (presets[0] ?? null)
}

export const rangeText = (rules: PurchaseRules): string =>
  `From ${formatCents(rules.minimumCents)} to ${formatCents(rules.maximumCents)}.`

/** "25", "$1,250.50" → cents; else what to do about it. */
export function parseCreditAmount(text: string, rules: PurchaseRules): Result<bigint, string> {
  const amount = parseUsd(text.replace(/^\s*\$/, '').replaceAll(/,(?=\d{3}(?:\D|$))/g, ''))
  const range = `${formatCents(rules.minimumCents)} to ${formatCents(rules.maximumCents)}`
  if (amount === null) return err(`Enter an amount in US dollars, such as 25 or 25.50, from ${range}.`)
  const cents = nanoUsdToCents(amount)
  if (centsToNanoUsd(cents) !== amount) return err('Enter whole cents: two digits after the point at most.')
  return purchaseAmountProblem(cents, rules) === null ? ok(cents) : err(`Enter an amount from ${range}.`)
}

/** 550n → "5.5%". */
export function formatBasisPoints(basisPoints: bigint): string {
  const fraction = (basisPoints % 100n).toString().padStart(2, '0').replace(/0+$/, '')
  return `${basisPoints / 100n}${fraction === '' ? '' : `.${fraction}`}%`
}

/** "Platform fee 5.5%, at least $0.80". */
export function feeLabel(rules: Pick<PurchaseRules, 'feeBasisPoints' | 'feeMinimumCents'>): string {
  const share = rules.feeBasisPoints === 0n ? '' : ` ${formatBasisPoints(rules.feeBasisPoints)}`
  const minimum = rules.feeMinimumCents === 0n || share === '' ? '' : `, at least ${formatCents(rules.feeMinimumCents)}`
  return `Platform fee${share}${minimum}`
}
