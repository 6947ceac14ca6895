/** Form texts → typed parameters, with Stripe's own errors for what is missing, unknown or malformed. */
import { err, ok, type Result } from '@turnpike/kernel/result'
import { z } from 'zod'
import { invalidRequest, type StripeFailure } from '../core/failure.ts'

const MAX_METADATA_KEYS = 50
const MAX_METADATA_KEY_LENGTH = 40
const MAX_METADATA_VALUE_LENGTH = 500

export const formInteger = z
  .string()
  .regex(/^-?\d{1,15}$/, 'Invalid integer')
  .transform(Number)

export const formBoolean = z.enum(['true', 'false'], 'Invalid boolean').transform((text) => text === 'true')

export const formCurrency = z
  .string()
  .regex(/^[A-Za-z]{3}$/, 'Invalid currency')
  .transform((code) => code.toLowerCase())

export const formUrl = z
  .string()
  .max(5000)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), 'Not a valid URL')

/** An empty text means "none" in Stripe's forms. */
export const formText = z.string().max(5000)

export const metadataSchema = z
  .record(
    z.string().max(MAX_METADATA_KEY_LENGTH, `Metadata keys have at most ${MAX_METADATA_KEY_LENGTH} characters`),
    z.string().max(MAX_METADATA_VALUE_LENGTH, `Metadata values have at most ${MAX_METADATA_VALUE_LENGTH} characters`),
  )
  .refine((map) => Object.keys(map).length <= MAX_METADATA_KEYS, `Metadata has at most ${MAX_METADATA_KEYS} keys`)

/** Metadata after an update: an empty value removes its key. */
export const mergeMetadata = (
  current: Record<string, string>,
  changes: Record<string, string> | undefined,
): Record<string, string> =>
  Object.fromEntries(Object.entries({ ...current, ...changes }).filter(([, value]) => value !== ''))

export const createdSchema = z.union([
  formInteger.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({ gt: formInteger, gte: formInteger, lt: formInteger, lte: formInteger }).partial(),
])

export const listParams = {
  limit: formInteger.refine((limit) => limit >= 1 && limit <= 100, 'Limit must be between 1 and 100').default(10),
  starting_after: formText.optional(),
  ending_before: formText.optional(),
}

/** Parameters as the schema gives them, or the first thing wrong with them. */
export function parseParams<Schema extends z.ZodType>(
  schema: Schema,
  params: Record<string, unknown>,
): Result<z.output<Schema>, StripeFailure> {
  const parsed = schema.safeParse(params)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  return err(issue ? toFailure(issue, params) : invalidRequest('Invalid request'))
}

function toFailure(issue: z.core.$ZodIssue, params: Record<string, unknown>): StripeFailure {
  if (issue.code === 'unrecognized_keys') {
    const param = toBrackets([...issue.path, ...issue.keys.slice(0, 1)])
    return invalidRequest(`Received unknown parameter: ${param} (or one that the simulated Stripe does not have).`, {
      code: 'parameter_unknown',
      param,
    })
  }
  const param = toBrackets(issue.path)
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    params,
  )
  if (given === undefined)
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  if (issue.message === 'Not a valid URL') return invalidRequest('Not a valid URL', { code: 'url_invalid', param })
  const code = issue.message === 'Invalid integer' ? 'parameter_invalid_integer' : undefined
  return invalidRequest(`${issue.message}: ${toText(given)}`, { param, ...(code ? { code } : {}) })
}

const toText = (given: unknown): string => (typeof given === 'string' ? given : JSON.stringify(given))

/** `['line_items', 0, 'quantity']` → `line_items[0][quantity]`, as Stripe names parameters. */
const toBrackets = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (index === 0 ? String(part) : `[${String(part)}]`)).join('')
