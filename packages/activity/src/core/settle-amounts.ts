/**
 * Amounts that are shown rounded and still add up: each is brought to a multiple of a unit (a cent), so that together
 * they are the sum rounded to that unit. Largest remainders are rounded up first, the first of equals before others.
 */
import { floorDivide, type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

/** No amount moves by a whole unit or more. */
export function settleAmounts(amounts: readonly NanoUsd[], unit: bigint): NanoUsd[] {
  const floors = amounts.map((amount) => floorDivide(amount, unit))
  const sum = amounts.reduce((total, amount) => total + amount, 0n)
  const missing = roundHalfAway(sum, unit) - floors.reduce((total, floor) => total + floor, 0n)
  const byRemainder = amounts
    .map((amount, index) => ({ index, remainder: amount - (floors[index] ?? 0n) * unit }))
    .sort((first, second) => compare(second.remainder, first.remainder) || first.index - second.index)
  const raised = new Set(byRemainder.slice(0, Number(missing)).map(({ index }) => index))
  return floors.map((floor, index) => nanoUsd((floor + (raised.has(index) ? 1n : 0n)) * unit))
}

/** In units. */
function roundHalfAway(amount: bigint, unit: bigint): bigint {
  const half = (amount < 0n ? -amount : amount) * 2n + unit
  const rounded = half / (unit * 2n)
  return amount < 0n ? -rounded : rounded
}

const compare = (first: bigint, second: bigint): number => (first < second ? -1 : first > second ? 1 : 0)
