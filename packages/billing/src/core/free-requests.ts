/** How many requests to free models an organization may make on a UTC day. */
import { type NanoUsd, nanoUsd } from '@turnpike/kernel/money'

export type FreeRequestRules = {
  dayLimit: number
  /** Once credits worth `fundedFrom` were ever bought. */
  fundedDayLimit: number
  fundedFrom: NanoUsd
}

export const FREE_REQUEST_RULES: FreeRequestRules = {
  dayLimit: 50,
  fundedDayLimit: 1_000,
  fundedFrom: nanoUsd(10_000_000_000n),
}

export type FreeUsage = { used: number; limit: number; remaining: number; resetsAt: Date }

export const freeDayLimit = (bought: NanoUsd, rules: FreeRequestRules): number =>
  bought >= rules.fundedFrom ? rules.fundedDayLimit : rules.dayLimit
