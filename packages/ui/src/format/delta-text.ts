/** How a change against an earlier window reads. Rising is not good and falling is not bad: only sign and figure. */
import {
  absolute,
  align,
  type Decimal,
  divideRounded,
  isLess,
  isNegative,
  isZero,
  type MoneyInput,
  subtract,
  toDecimal,
  toPlainString,
} from './decimal.ts'
import { formatMoney, MINUS } from './money-text.ts'
import { formatDuration } from './quantity-text.ts'

const CENT: Decimal = { units: 1n, places: 2 }

const signOf = (isBelowZero: boolean): string => (isBelowZero ? MINUS : '+')

/** `base` names what it is compared with: "previous 7 days". */
const withBase = (text: string, base?: string): string => (base === undefined ? text : `${text} vs ${base}`)

/** Spend against spend: "+25.1% vs previous 7 days"; "new" from nothing; absolute when the base is under a cent. */
export function formatMoneyDelta(current: MoneyInput, previous: MoneyInput, base?: string): string {
  const [now, before] = [toDecimal(current), toDecimal(previous)]
  const change = subtract(now, before)
  if (isZero(change)) return withBase('no change', base)
  if (isZero(before)) return 'new'
  if (isLess(absolute(before), CENT)) {
    return withBase(signOf(isNegative(change)) + formatMoney(toPlainString(absolute(change)), 'total'), base)
  }
  const [changeUnits, beforeUnits] = align(absolute(change), absolute(before))
  return withBase(signOf(isNegative(change)) + percentOf(changeUnits, beforeUnits), base)
}

/** Counts against counts, by the same rules without the absolute case. */
export function formatCountDelta(current: number | bigint, previous: number | bigint, base?: string): string {
  const [now, before] = [BigInt(current), BigInt(previous)]
  if (now === before) return withBase('no change', base)
  if (before === 0n) return 'new'
  const change = now - before
  return withBase(signOf(change < 0n) + percentOf(change < 0n ? -change : change, before < 0n ? -before : before), base)
}

function percentOf(change: bigint, base: bigint): string {
  const tenths = divideRounded(change * 1_000n, base)
  if (tenths === 0n) return '<0.1%'
  return `${tenths / 10n}.${tenths % 10n}%`
}

/** Shares in points: 0.976 against 0.98 → "−0.4 pt". */
export function formatShareDelta(current: number, previous: number, base?: string): string {
  const tenths = Math.round((current - previous) * 1_000)
  if (current === previous) return withBase('no change', base)
  const size = Math.abs(tenths)
  const text = size === 0 ? '<0.1' : `${Math.floor(size / 10)}.${size % 10}`
  return withBase(`${signOf(current < previous)}${text} pt`, base)
}

/** Durations in their own unit: "+210 ms". */
export function formatDurationDelta(currentMs: number, previousMs: number, base?: string): string {
  if (currentMs === previousMs) return withBase('no change', base)
  return withBase(signOf(currentMs < previousMs) + formatDuration(Math.abs(currentMs - previousMs)), base)
}
