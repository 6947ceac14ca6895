/**
 * Exact decimals for display. A decimal is `units / 10^places`; nothing here ever becomes a floating-point number.
 */
import { invariant } from '@turnpike/kernel/invariant'

export type Decimal = { units: bigint; places: number }

/** What money looks like on its way to the screen: a plain decimal string of US dollars, or `bigint` nano-USD. */
export type MoneyInput = string | bigint

const NANO_PLACES = 9
const PATTERN = /^([-−]?)(\d+)(?:\.(\d+))?$/

/** Reads a money value exactly. Anything but a plain decimal string or a bigint is a bug of the caller. */
export function toDecimal(value: MoneyInput): Decimal {
  if (typeof value === 'bigint') return { units: value, places: NANO_PLACES }
  const match = PATTERN.exec(value.trim())
  invariant(match, `money must be a plain decimal string, not "${value}"`)
  const [, sign = '', whole = '', fraction = ''] = match
  const magnitude = BigInt(whole + fraction)
  return { units: sign === '' ? magnitude : -magnitude, places: fraction.length }
}

export const isZero = (decimal: Decimal): boolean => decimal.units === 0n

export const isNegative = (decimal: Decimal): boolean => decimal.units < 0n

export const absolute = (decimal: Decimal): Decimal => (isNegative(decimal) ? negate(decimal) : decimal)

export const negate = ({ units, places }: Decimal): Decimal => ({ units: -units, places })

/** Both decimals with the same number of places, for comparing and subtracting. */
export function align(first: Decimal, second: Decimal): [bigint, bigint, number] {
  const places = Math.max(first.places, second.places)
  return [widen(first, places), widen(second, places), places]
}

const widen = ({ units, places }: Decimal, to: number): bigint => units * 10n ** BigInt(to - places)

export function subtract(first: Decimal, second: Decimal): Decimal {
  const [left, right, places] = align(first, second)
  return { units: left - right, places }
}

export function isLess(first: Decimal, second: Decimal): boolean {
  const [left, right] = align(first, second)
  return left < right
}

/** Half away from zero. */
export function divideRounded(dividend: bigint, divisor: bigint): bigint {
  const sign = dividend < 0n === divisor < 0n ? 1n : -1n
  const [top, bottom] = [magnitudeOf(dividend), magnitudeOf(divisor)]
  return sign * ((top * 2n + bottom) / (bottom * 2n))
}

const magnitudeOf = (value: bigint): bigint => (value < 0n ? -value : value)

/** Rounds half away from zero to a number of places (also widens). */
export function roundTo(decimal: Decimal, places: number): Decimal {
  if (places >= decimal.places) return { units: widen(decimal, places), places }
  return { units: divideRounded(decimal.units, 10n ** BigInt(decimal.places - places)), places }
}

/** Rounds toward minus infinity to a number of places. */
export function floorTo(decimal: Decimal, places: number): Decimal {
  if (places >= decimal.places) return { units: widen(decimal, places), places }
  const divisor = 10n ** BigInt(decimal.places - places)
  const quotient = decimal.units / divisor
  return { units: decimal.units % divisor < 0n ? quotient - 1n : quotient, places }
}

/** Which decimal place holds the first digit that is not zero: 0.0042 → 3. At least 1; for amounts under a dollar. */
export function firstDigitPlace(decimal: Decimal): number {
  const magnitude = absolute(decimal)
  return Math.max(1, magnitude.places - magnitude.units.toString().length + 1)
}

/** Rounds a small amount to two significant digits, but never to fewer places than `atLeast`. */
export function roundToTwoDigits(decimal: Decimal, atLeast: number): Decimal {
  const places = Math.max(atLeast, firstDigitPlace(decimal) + 1)
  const rounded = roundTo(decimal, places)
  // 0.000996 rounds up to 0.00100: one digit too many, so the place is chosen again.
  const better = Math.max(atLeast, firstDigitPlace(rounded) + 1)
  return better < places ? roundTo(decimal, better) : rounded
}

/** Drops zeros at the end, keeping at least so many places. */
export function trimTo(decimal: Decimal, atLeast: number): Decimal {
  let { units, places } = decimal
  while (places > atLeast && units % 10n === 0n) {
    units /= 10n
    places -= 1
  }
  return { units, places }
}

/** The shortest plain decimal: what `<data value>` carries, what CSV and the clipboard get. */
export function toPlainString(decimal: Decimal): string {
  const { units, places } = trimTo(decimal, 0)
  return (units < 0n ? '-' : '') + digitsOf(units, places, false)
}

/** Digits without sign, with or without thousands separators. */
export function digitsOf(units: bigint, places: number, grouped: boolean): string {
  const digits = magnitudeOf(units)
    .toString()
    .padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const fraction = digits.slice(digits.length - places)
  return (grouped ? groupThousands(whole) : whole) + (places === 0 ? '' : `.${fraction}`)
}

export const groupThousands = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
