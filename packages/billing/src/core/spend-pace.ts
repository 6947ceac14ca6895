/**
 * How fast credit is used, and how long it lasts at that pace. Counted in whole UTC days, so that a day that has just
 * begun does not look like a quiet one. Guarantee: no more days are promised than the credit covers.
 */
import { floorDivide, type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

/** Days that a pace looks back over. */
export const PACE_DAYS = 7
/** With fewer days of history a pace says nothing. */
const FEWEST_DAYS = 3

/** What was charged in the last whole days; `days` is less than `PACE_DAYS` when the first charge is younger. */
export type SpendPace = { spent: NanoUsd; days: number }

export type Runway = { perDay: NanoUsd; days: bigint }

/** Null with too little history, and when nothing was charged: it would last for ever. */
export function toRunway(available: NanoUsd, pace: SpendPace): Runway | null {
  if (pace.days < FEWEST_DAYS || pace.spent <= 0n) return null
  const spending = BigInt(pace.days)
  const credit = available > 0n ? available : 0n
  return {
    perDay: nanoUsd(floorDivide(pace.spent + spending / 2n, spending)),
    days: floorDivide(credit * spending, pace.spent),
  }
}
