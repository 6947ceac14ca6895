/** The part of an app's environment that billing understands. Each app spreads it into its own schema in `env.ts`. */
import { z } from 'zod'
import type { PurchaseRules } from './core/purchase-rules.ts'

/** A variable that is set to nothing counts as not set: otherwise an empty fee would be read as no fee. */
const emptyAsUnset = (text: unknown): unknown => (text === '' ? undefined : text)

const wholeBigint = (fallback: bigint, least: bigint, most: bigint) =>
  z.preprocess(emptyAsUnset, z.coerce.bigint().min(least).max(most).default(fallback))
const wholeNumber = (fallback: number, least: number, most: number) =>
  z.preprocess(emptyAsUnset, z.coerce.number().int().min(least).max(most).default(fallback))

/** The largest amount that Stripe takes in one payment. */
const MOST_CENTS = 99_999_999n

export const purchaseRuleFields = {
  PURCHASE_FEE_BASIS_POINTS: wholeBigint(550n, 0n, 10_000n),
  PURCHASE_FEE_MINIMUM_CENTS: wholeBigint(80n, 0n, MOST_CENTS),
  PURCHASE_MINIMUM_CENTS: wholeBigint(500n, 1n, MOST_CENTS),
  PURCHASE_MAXIMUM_CENTS: wholeBigint(2_500_000n, 1n, MOST_CENTS),
  CREDIT_EXPIRY_DAYS: wholeNumber(365, 1, 36_500),
  REFUND_WINDOW_HOURS: wholeNumber(24, 0, 8_760),
}

type PurchaseRuleValues = z.infer<z.ZodObject<typeof purchaseRuleFields>>

export const toPurchaseRules = (environment: PurchaseRuleValues): PurchaseRules => ({
  feeBasisPoints: environment.PURCHASE_FEE_BASIS_POINTS,
  feeMinimumCents: environment.PURCHASE_FEE_MINIMUM_CENTS,
  minimumCents: environment.PURCHASE_MINIMUM_CENTS,
  maximumCents: environment.PURCHASE_MAXIMUM_CENTS,
  creditExpiryDays: environment.CREDIT_EXPIRY_DAYS,
  refundWindowHours: environment.REFUND_WINDOW_HOURS,
})

/** Shorter than any key that Stripe gives out, longer than any placeholder. */
const SHORTEST_SECRET = 16

export const stripeFields = {
  STRIPE_SECRET_KEY: z.string().min(SHORTEST_SECRET, 'Set STRIPE_SECRET_KEY to the secret key of your Stripe account.'),
  /** Empty is Stripe itself; the sandbox sets its own address. */
  STRIPE_API_BASE_URL: z.url().or(z.literal('')).default(''),
}

/** Why these settings may not be used in production; nothing when they may. */
export function stripeProductionProblems(environment: {
  STRIPE_SECRET_KEY: string
  STRIPE_API_BASE_URL: string
}): string[] {
  const problems: string[] = []
  if (!/^(sk|rk)_(live|test)_/.test(environment.STRIPE_SECRET_KEY))
    problems.push('STRIPE_SECRET_KEY is no Stripe key: it starts with sk_live_ or rk_live_.')
  if (environment.STRIPE_SECRET_KEY.startsWith('sk_test_sandbox_'))
    problems.push('STRIPE_SECRET_KEY is the one of the sandbox. Use a key of your Stripe account.')
  if (environment.STRIPE_API_BASE_URL !== '')
    problems.push('STRIPE_API_BASE_URL must be empty in production: payments would be simulated.')
  return problems
}
