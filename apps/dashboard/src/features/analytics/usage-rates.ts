/** Rates of usage, computed from sums and never averaged. `null` where there is nothing to divide by. */
import type { UsageFigures } from '@turnpike/activity/core/usage-figures'
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

const PARTS = 1_000_000_000n
const MILLION = 1_000_000n

const ratio = (part: bigint, whole: bigint): number | null =>
  whole === 0n ? null : Number((part * PARTS) / whole) / Number(PARTS)

/** Requests that were not refused: refusals are the limits at work, neither success nor error. */
const attempted = ({ requests, refused }: UsageFigures): bigint => requests - refused

export const errorShareOf = (figures: UsageFigures): number | null => ratio(figures.errors, attempted(figures))

export const okShareOf = (figures: UsageFigures): number | null =>
  ratio(attempted(figures) - figures.errors, attempted(figures))

/** In and out; cached and reasoning ones are parts of these. */
export const tokensOf = ({ inputTokens, outputTokens }: UsageFigures): bigint => inputTokens + outputTokens

/** Of the tokens that were sent, those that a provider had in its cache. */
export const cacheShareOf = ({ cachedInputTokens, inputTokens }: UsageFigures): number | null =>
  ratio(cachedInputTokens, inputTokens)

/** Spend for a million tokens, as it came out: a rate, so cents or three digits of it say enough. */
export function effectivePriceOf(figures: UsageFigures): NanoUsd | null {
  const tokens = tokensOf(figures)
  return tokens === 0n ? null : roundRate((figures.costNanoUsd * MILLION) / tokens)
}

const NANO_PER_CENT = 10_000_000n
const DIGITS = 3

function roundRate(rate: bigint): NanoUsd {
  const threeDigits = 10n ** BigInt(Math.max(0, rate.toString().length - DIGITS))
  const unit = threeDigits < NANO_PER_CENT ? threeDigits : NANO_PER_CENT
  return nanoUsd(((rate + unit / 2n) / unit) * unit)
}
