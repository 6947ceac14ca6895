/**
 * What moved, as lines. Guarantee: the shown amounts add up to the shown change, digit by digit; an amount that is too
 * small for the shown digits is said to be so and never reads as nothing.
 */
import { settleAmounts } from '@turnpike/activity/core/settle-amounts'
import type { MovedPart, WhatMoved } from '@turnpike/activity/core/what-moved'
import { digitsOf } from '@turnpike/ui/format/decimal'
import { MINUS } from '@turnpike/ui/format/money-text'
import { groupText } from './group-text.ts'
import type { ReportGroup } from './report-address.ts'

type Names = Readonly<Record<string, { name: string }>>

export type MovedLine = { id: string; label: string; amount: bigint; text: string }
export type MovedLines = { lines: MovedLine[]; change: { amount: bigint; text: string } }

const NANO_PLACES = 9
const CENT_PLACES = 2
const NANO_PER_CENT = 10_000_000n

/** Causes that moved nothing have no line. */
export function toMovedLines({ change, parts: causes }: WhatMoved, group: ReportGroup, names: Names): MovedLines {
  const parts = causes.filter(({ amount }) => amount !== 0n)
  const places = placesFor(change === 0n ? largestOf(parts) : change)
  const unit = 10n ** BigInt(NANO_PLACES - places)
  const shown = settleAmounts(
    parts.map(({ amount }) => amount),
    unit,
  )
  const lines = parts.map((part, index) => ({
    id: 'group' in part ? `${part.cause} ${part.group}` : part.cause,
    label: labelOf(part, group, names),
    amount: part.amount,
    text: amountText(part.amount, shown[index] ?? 0n, places),
  }))
  const [sum = 0n] = settleAmounts([change], unit)
  return { lines, change: { amount: change, text: amountText(change, sum, places) } }
}

/** Cents, or two significant digits of what is under a cent. */
function placesFor(amount: bigint): number {
  const size = magnitude(amount)
  if (size === 0n || size >= NANO_PER_CENT) return CENT_PLACES
  return Math.min(NANO_PLACES, NANO_PLACES - size.toString().length + 2)
}

const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount)
function largestOf(parts: readonly MovedPart[]): bigint {
  let largest = 0n
  for (const { amount } of parts) if (magnitude(amount) > largest) largest = magnitude(amount)
  return largest
}

function amountText(amount: bigint, shown: bigint, places: number): string {
  if (amount === 0n && shown === 0n) return `$${digitsOf(0n, places, true)}`
  const sign = (shown === 0n ? amount : shown) < 0n ? MINUS : '+'
  if (shown === 0n) return `${sign}<$${digitsOf(1n, places, true)}`
  return `${sign}$${digitsOf(magnitude(shown) / 10n ** BigInt(NANO_PLACES - places), places, true)}`
}

function labelOf(part: MovedPart, group: ReportGroup, names: Names): string {
  switch (part.cause) {
    case 'volume':
      return part.amount < 0n ? 'Fewer requests' : 'More requests'
    case 'size':
      return `${part.amount < 0n ? 'Shorter' : 'Longer'} requests (tokens per call)`
    case 'price':
      return `Price, mix inside a ${group}, caching`
    case 'new':
      return part.group === null ? 'New: all others' : `New: ${groupText(part.group, names)}`
    case 'stopped':
      return part.group === null ? 'Stopped: all others' : `Stopped: ${groupText(part.group, names)}`
  }
}
