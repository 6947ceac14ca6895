/**
 * How money reads, by kind. Guarantees: no amount that is not zero reads as all zeros; `balance` never shows more
 * than there is; within a kind a larger amount never reads as a smaller one.
 */
import {
  absolute,
  type Decimal,
  digitsOf,
  floorTo,
  isLess,
  isNegative,
  isZero,
  type MoneyInput,
  roundTo,
  roundToTwoDigits,
  toDecimal,
  toPlainString,
  trimTo,
} from './decimal.ts'

/**
 * - `balance`: what is left to spend; 2 decimals, rounded down.
 * - `total`: sums, ledger, charts; 2 decimals, or 2 significant digits under a cent.
 * - `request`: one request or receipt line; at least 6 decimals.
 * - `price`: US dollars per million tokens; 2 to 6 decimals with the unit.
 */
export type MoneyKind = 'balance' | 'total' | 'request' | 'price'

export const MINUS = '−'
const CENT: Decimal = { units: 1n, places: 2 }
const REQUEST_PLACES = 6
const PRICE_PLACES = 6

const dollars = (decimal: Decimal): string =>
  `${isNegative(decimal) ? MINUS : ''}$${digitsOf(decimal.units, decimal.places, true)}`

const FORMATTERS: Record<MoneyKind, (amount: Decimal) => string> = {
  balance: (amount) => {
    const isUnderACent = !isNegative(amount) && !isZero(amount) && isLess(amount, CENT)
    return isUnderACent ? '<$0.01' : dollars(floorTo(amount, 2))
  },
  total: (amount) => dollars(roundTotal(amount)),
  request: (amount) => dollars(isZero(amount) ? roundTo(amount, REQUEST_PLACES) : roundRequest(amount)),
  price: (amount) => (isZero(amount) ? 'Free' : `${dollars(roundPrice(amount))} / M`),
}

function roundTotal(amount: Decimal): Decimal {
  if (isZero(amount) || !isLess(absolute(amount), CENT)) return roundTo(amount, 2)
  return atLeastACent(roundToTwoDigits(amount, 2))
}

/** 0.00995 rounds to 0.010, which is said as 0.01. */
const atLeastACent = (rounded: Decimal): Decimal => (isLess(absolute(rounded), CENT) ? rounded : roundTo(rounded, 2))

const roundRequest = (amount: Decimal): Decimal =>
  isLess(absolute(amount), { units: 1n, places: 0 })
    ? roundToTwoDigits(amount, REQUEST_PLACES)
    : roundTo(amount, REQUEST_PLACES)

function roundPrice(amount: Decimal): Decimal {
  const rounded = roundTo(amount, PRICE_PLACES)
  return trimTo(isZero(rounded) ? roundToTwoDigits(amount, PRICE_PLACES) : rounded, 2)
}

/** The text of an amount: a plain decimal string of US dollars, or nano-USD as `bigint`. */
export const formatMoney = (value: MoneyInput, kind: MoneyKind): string => FORMATTERS[kind](toDecimal(value))

/** The exact amount as a plain decimal string ("0.00000042"): the `value` of `<data>`, CSV, the clipboard. */
export const exactMoney = (value: MoneyInput): string => toPlainString(toDecimal(value))

/** The exact amount for people ("$0.00000042"): the text of the tooltip. */
export function exactMoneyText(value: MoneyInput): string {
  return dollars(trimTo(toDecimal(value), 2).places < 2 ? roundTo(toDecimal(value), 2) : trimTo(toDecimal(value), 2))
}
