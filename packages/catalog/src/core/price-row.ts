/**
 * Prices as a row says them: decimal strings of US dollars per MILLION units (tokens, or requests). A price of zero is
 * never written as a figure, because a forgotten price looks the same: it is said in words, `"free": true`.
 */
import { z } from 'zod'
import { parsePricePerMillion } from './parse-price.ts'

const priceTextSchema = z
  .string()
  .refine((text) => parsePricePerMillion(text) !== null, 'a price is a plain decimal such as "0.15", up to 9 decimals')

const unitPriceFields = {
  input: priceTextSchema,
  output: priceTextSchema,
  /** Input read from the prompt cache; priced as `input` when absent. */
  cacheRead: priceTextSchema.optional(),
  /** Input written to the prompt cache; priced as `input` when absent. */
  cacheWrite: priceTextSchema.optional(),
}

const effectiveFromSchema = z.iso.date()

/** Prices that hold for the whole request once its input is longer than `aboveInputTokens`. */
const tierSchema = z.strictObject({ aboveInputTokens: z.int().positive(), ...unitPriceFields })

const paidPriceRowSchema = z
  .strictObject({
    effectiveFrom: effectiveFromSchema,
    ...unitPriceFields,
    request: priceTextSchema.optional(),
    tiers: z.array(tierSchema).min(1).optional(),
  })
  .refine((row) => isPositive(row.input) || isPositive(row.output), 'a price of zero is written as "free": true')
  .refine((row) => isAscending(row.tiers ?? []), 'tiers are listed by ascending aboveInputTokens')

const freePriceRowSchema = z.strictObject({ effectiveFrom: effectiveFromSchema, free: z.literal(true) })

export const priceRowSchema = z.union([freePriceRowSchema, paidPriceRowSchema])
export type PriceRow = z.infer<typeof priceRowSchema>
export type PaidPriceRow = z.infer<typeof paidPriceRowSchema>

const isPositive = (text: string): boolean => (parsePricePerMillion(text) ?? 0n) > 0n

const isAscending = (tiers: readonly { aboveInputTokens: number }[]): boolean =>
  tiers.every((tier, index) => index === 0 || tier.aboveInputTokens > (tiers[index - 1]?.aboveInputTokens ?? 0))
