import { parseDisplayName } from '@turnpike/identity/core/display-name'
import type { NanoUsd } from '@turnpike/kernel/money'
import { z } from 'zod'
import { keyLimitSchema, parseLimitAmount } from '@/features/keys/key-limit.ts'

export const keyIdSchema = z.string().min(1).max(64)

/** Refused with the text that the field shows. */
export const keyNameSchema = z
  .string()
  .max(400)
  .superRefine((text, context) => {
    const name = parseDisplayName(text)
    if (!name.ok) context.addIssue({ code: 'custom', message: name.error.message })
  })

/** The typed limit, read exactly; null for none of its own. */
export const keyLimitTermsSchema = keyLimitSchema
  .transform(({ amount, period }, context) => {
    const limit = parseLimitAmount(amount)
    if (limit.ok) return { period, limit: limit.value }
    context.addIssue({ code: 'custom', message: limit.error })
    return { period, limit: z.NEVER as NanoUsd }
  })
  .nullable()
