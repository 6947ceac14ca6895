/** Proportions for scales and charts. Money is compared as integers; only the resulting ratio is a number. */
import { align, type MoneyInput, toDecimal } from './decimal.ts'

const PRECISION = 1_000_000n

/** `part / whole`, to a millionth, never below 0. A whole of nothing counts as full as soon as there is a part. */
export function shareOf(part: MoneyInput, whole: MoneyInput): number {
  const [top, bottom] = align(toDecimal(part), toDecimal(whole))
  if (top <= 0n) return 0
  if (bottom <= 0n) return 1
  return Number((top * PRECISION) / bottom) / Number(PRECISION)
}

/** Heights from 0 to 1 against the largest amount, for sparklines and bars. */
export function sharesOfLargest(amounts: readonly MoneyInput[]): number[] {
  const largest = amounts.reduce<MoneyInput>((top, amount) => (isMore(amount, top) ? amount : top), 0n)
  return amounts.map((amount) => (isMore(largest, 0n) ? shareOf(amount, largest) : 0))
}

function isMore(first: MoneyInput, second: MoneyInput): boolean {
  const [left, right] = align(toDecimal(first), toDecimal(second))
  return left > right
}
