/** The worker's environment: read once, checked whole, every problem named at once. Values are never part of a message. */
import { purchaseRuleFields, stripeFields, stripeProductionProblems } from '@turnpike/billing/env-fields'
import { z } from 'zod'

/** A variable that is set to nothing counts as not set. */
const emptyAsUnset = (text: unknown): unknown => (text === '' ? undefined : text)

const environmentSchema = z
  .object({
    TURNPIKE_MODE: z.preprocess(emptyAsUnset, z.enum(['local', 'production']).default('local')),
    DATABASE_URL: z.string('set it to a Postgres connection string').min(1, 'set it to a Postgres connection string'),
    ...stripeFields,
    ...purchaseRuleFields,
    /** A gateway that was silent for longer is taken for dead, and what it held is given back. */
    GATEWAY_SILENT_AFTER_SECONDS: z.preprocess(emptyAsUnset, z.coerce.number().int().min(10).default(600)),
    LOG_LEVEL: z.preprocess(
      emptyAsUnset,
      z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    ),
  })
  .superRefine((value, context) => {
    if (value.TURNPIKE_MODE !== 'production') return
    for (const message of stripeProductionProblems(value)) context.addIssue({ code: 'custom', message })
  })

export type Environment = z.infer<typeof environmentSchema>

export function readEnvironment(source: NodeJS.ProcessEnv = process.env): Environment {
  const parsed = environmentSchema.safeParse(source)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '))
  throw new Error(`The worker cannot start. ${problems.join('; ')}`)
}
