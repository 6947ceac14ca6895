/** A key's own limit as it is typed. The page and the server read it with the same function. Pure. */
import { BUDGET_PERIODS, type BudgetPeriod } from '@turnpike/billing/core/budget'
import { NANO_PER_USD, type NanoUsd, nanoUsd, parseUsd } from '@turnpike/kernel/money'
import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'

/** Far above any real limit, and far below what the database can hold. */
const LARGEST_LIMIT = nanoUsd(1_000_000_000n * NANO_PER_USD)

/** The amount as typed, with the period after which it starts again. */
export const keyLimitSchema = z.object({ amount: z.string().max(40), period: z.enum(BUDGET_PERIODS) })
export type KeyLimit = z.infer<typeof keyLimitSchema>

export const PERIOD_OPTIONS: readonly { value: BudgetPeriod; label: string }[] = [
  { value: 'day', label: 'Every day' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
  { value: 'lifetime', label: 'Never' },
]

/** "25", "$25.00" and "0.5" exactly; the error says how to write it. Commas mean different things in different places. */
export function parseLimitAmount(text: string): Result<NanoUsd, string> {
  const typed = text.trim().replace(/^\$\s*/, '')
  if (typed === '') return err('Enter an amount in US dollars, such as 25.')
  if (typed.includes(',')) return err('Write the amount without commas, such as 1500.50.')
  const amount = parseUsd(typed)
  if (amount === null) return err('Write the amount in US dollars as digits, such as 25 or 0.50.')
  if (amount <= 0n) return err('Enter more than $0. To stop a key, disable it.')
  if (amount > LARGEST_LIMIT) return err('Enter at most $1,000,000,000.')
  return ok(amount)
}
