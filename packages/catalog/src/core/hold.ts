/**
 * The most that a request can cost, reserved before it is sent. A hold rounds up, so it is never below the charge of
 * any usage within its bounds, at any price tier that such a usage can reach.
 */
import { invariant } from '@turnpike/kernel/invariant'
import { ceilDivide, type NanoUsd, nanoUsd } from '@turnpike/kernel/money'
import { UNITS_PER_PRICE } from './cost.ts'
import { type Prices, reachableUnitPrices, type UnitPrices } from './prices.ts'

/** No usage that is charged exceeds these counts. */
export type HoldBounds = { inputTokens: number; outputTokens: number }

export function computeHold(prices: Prices, bounds: HoldBounds): NanoUsd {
  const output = wholeTokens(bounds.outputTokens)
  const amounts = reachableUnitPrices(prices, bounds.inputTokens).map(
    (unit) => inputAmount(unit, bounds.inputTokens) + output * unit.output,
  )
  return nanoUsd(ceilDivide(dearest(...amounts) + prices.request, UNITS_PER_PRICE))
}

/**
 * The largest output limit whose hold fits into `free`; `null` when not even an answer of no tokens fits.
 * `Number.MAX_SAFE_INTEGER` when output costs nothing.
 */
export function affordableOutputTokens(prices: Prices, inputTokens: number, free: NanoUsd): number | null {
  const spendable = free * UNITS_PER_PRICE - prices.request
  let affordable = BigInt(Number.MAX_SAFE_INTEGER)
  for (const unit of reachableUnitPrices(prices, inputTokens)) {
    const rest = spendable - inputAmount(unit, inputTokens)
    if (rest < 0n) return null
    const tokens = unit.output === 0n ? affordable : rest / unit.output
    if (tokens < affordable) affordable = tokens
  }
  return Number(affordable)
}

/** Reading the cache is dearer than plain input at some providers, so it counts here too. */
const inputAmount = (unit: UnitPrices, inputTokens: number): bigint =>
  wholeTokens(inputTokens) * dearest(unit.input, unit.cacheWrite, unit.cacheRead)

const dearest = (...amounts: (bigint | null)[]): bigint =>
  amounts.reduce<bigint>((most, amount) => (amount !== null && amount > most ? amount : most), 0n)

function wholeTokens(tokens: number): bigint {
  invariant(Number.isSafeInteger(tokens) && tokens >= 0, `a token bound is a whole number, not ${tokens}`)
  return BigInt(tokens)
}
