/**
 * Money is an integer of nano-US-dollars (1e-9 $) in a `bigint`. Nothing here ever passes through a float, except
 * `toUsdNumber`, which exists for JSON fields that other APIs define as numbers.
 */
import { invariant } from './invariant.ts'

declare const nanoUsdBrand: unique symbol
/** An amount in nano-US-dollars. */
export type NanoUsd = bigint & { readonly [nanoUsdBrand]: true }

export const NANO_PER_USD = 1_000_000_000n
const NANO_PER_CENT = 10_000_000n
const DECIMALS = 9

export const nanoUsd = (amount: bigint): NanoUsd => amount as NanoUsd

export const ZERO_USD = nanoUsd(0n)

export const addUsd = (...amounts: readonly NanoUsd[]): NanoUsd =>
  nanoUsd(amounts.reduce((sum, part) => sum + part, 0n))

export const subtractUsd = (from: NanoUsd, amount: NanoUsd): NanoUsd => nanoUsd(from - amount)

export const minUsd = (first: NanoUsd, second: NanoUsd): NanoUsd => (first < second ? first : second)

export const maxUsd = (first: NanoUsd, second: NanoUsd): NanoUsd => (first > second ? first : second)

export const centsToNanoUsd = (cents: bigint): NanoUsd => nanoUsd(cents * NANO_PER_CENT)

/** Whole cents, rounded down (toward minus infinity). */
export const nanoUsdToCents = (amount: NanoUsd): bigint => floorDivide(amount, NANO_PER_CENT)

/** Division that rounds toward minus infinity. The divisor is positive. */
export function floorDivide(dividend: bigint, divisor: bigint): bigint {
  invariant(divisor > 0n, 'floorDivide wants a positive divisor')
  const quotient = dividend / divisor
  return dividend % divisor < 0n ? quotient - 1n : quotient
}

/** Division that rounds toward plus infinity. The divisor is positive. */
export const ceilDivide = (dividend: bigint, divisor: bigint): bigint => -floorDivide(-dividend, divisor)

const DECIMAL_PATTERN = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Parses a plain decimal string of US dollars ("10", "0.15", "-0.000000001") exactly.
 * Returns `null` for anything else, for exponents and for digits finer than a nano-dollar.
 */
export function parseUsd(text: string): NanoUsd | null {
  const match = DECIMAL_PATTERN.exec(text.trim())
  if (!match) return null
  const [, sign, whole = '', fraction = ''] = match
  const digits = fraction.replace(/0+$/, '')
  if (digits.length > DECIMALS) return null
  const magnitude = BigInt(whole) * NANO_PER_USD + BigInt(digits.padEnd(DECIMALS, '0'))
  return nanoUsd(sign === '-' ? -magnitude : magnitude)
}

/** The shortest exact decimal of US dollars: 1500000000n → "1.5", 420n → "0.00000042", 0n → "0". */
export function toUsdDecimal(amount: NanoUsd): string {
  const magnitude = amount < 0n ? -amount : amount
  const fraction = (magnitude % NANO_PER_USD).toString().padStart(DECIMALS, '0').replace(/0+$/, '')
  const whole = (magnitude / NANO_PER_USD).toString()
  return `${amount < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** For wire fields that are JSON numbers elsewhere (`usage.cost`): the double nearest to the exact decimal. */
export const toUsdNumber = (amount: NanoUsd): number => Number(toUsdDecimal(amount))
