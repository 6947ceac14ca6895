/** How keys and their limits read. Pure. */
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatReset } from '@turnpike/ui/format/time-text'
import { toListName } from '@/features/spendable/limit-name.ts'
import type { DecidingCeiling, KeyRow } from '@/server/keys/to-key-row.ts'

const DAY_MS = 86_400_000
const EXPIRES_SOON_MS = 7 * DAY_MS

const PERIOD_WORDS = { day: 'day', week: 'week', month: 'month', lifetime: 'total' } as const

/** "day", after "Spent of its limit per". */
export const toPeriodWord = (period: keyof typeof PERIOD_WORDS): string => PERIOD_WORDS[period]

/** "Workspace budget, monthly, leaves $37.68; the lower one decides." */
export const describeInherited = (ceiling: DecidingCeiling): string =>
  `${toListName(ceiling)}${ceiling.period === null ? '' : ','} leaves ${formatMoney(ceiling.free, 'balance')}; the lower one decides.`

/** "Key limit, daily · resets in 12 h 0 m · 00:00 UTC (01:00 Berlin)": what sets Spendable, and when it lifts. */
export function describeCeiling(ceiling: DecidingCeiling, nowMs: number, timeZone: string): string {
  const { resetsAt } = ceiling
  return `${toListName(ceiling)}${resetsAt ? ` · ${formatReset(resetsAt.getTime(), nowMs, timeZone)}` : ''}`
}

/** "At limit, resets in 12 h 0 m", for a key whose own limit is used up; else null. */
export function describeExhaustion({ limit }: Pick<KeyRow, 'limit'>, nowMs: number, timeZone: string): string | null {
  if (!limit || limit.used + limit.reserved < limit.limit) return null
  if (!limit.resetsAt) return 'At limit'
  const [countdown] = formatReset(limit.resetsAt.getTime(), nowMs, timeZone).split(' · ')
  return `At limit, ${countdown}`
}

/** "expires in 3 d", for an active key in its last week; else null. */
export function describeExpiry(
  { state, expiresAt }: Pick<KeyRow, 'state' | 'expiresAt'>,
  nowMs: number,
): string | null {
  if (state !== 'active' || !expiresAt) return null
  const leftMs = expiresAt.getTime() - nowMs
  if (leftMs > EXPIRES_SOON_MS) return null
  return leftMs < DAY_MS ? 'expires in less than a day' : `expires in ${Math.floor(leftMs / DAY_MS)} d`
}
