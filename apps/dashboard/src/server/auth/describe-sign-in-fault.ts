/**
 * What the operator reads when signing in failed. next-auth's own errors only point at its manual; what happened, such
 * as a wrong client secret, is in their cause. Neither codes nor tokens are part of it.
 */
import { z } from 'zod'

const causeSchema = z.object({
  err: z.instanceof(Error).optional(),
  provider: z.string().optional(),
  error: z.string().optional(),
  error_description: z.string().optional(),
})

export type SignInFault = {
  kind: string
  provider?: string | undefined
  message: string
  /** The provider's own words, if it gave any. */
  answer?: string | undefined
}

export function describeSignInFault(error: Error): SignInFault {
  const { data: cause } = causeSchema.safeParse(error.cause)
  const answer = [cause?.error, cause?.error_description].filter(Boolean).join(': ')
  return {
    kind: 'type' in error && typeof error.type === 'string' ? error.type : error.name,
    provider: cause?.provider,
    message: cause?.err?.message || error.message,
    answer: answer || undefined,
  }
}
