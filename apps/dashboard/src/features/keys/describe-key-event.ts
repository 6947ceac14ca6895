/** An entry of a key's history as a sentence. The log's fields are data from outside, so they are read carefully. Pure. */
import { BUDGET_PERIODS } from '@turnpike/billing/core/budget'
import { formatMoney } from '@turnpike/ui/format/money-text'
import { formatExact } from '@turnpike/ui/format/time-text'
import { z } from 'zod'

export type KeyEvent = { action: string; before: unknown; after: unknown }

const nameSchema = z.object({ name: z.string() })
const expirySchema = z.object({ expiresAt: z.iso.datetime().nullable() })
const limitSchema = z.object({ limit: z.string().regex(/^\d+(\.\d+)?$/), period: z.enum(BUDGET_PERIODS) })

type Describe = (event: KeyEvent, timeZone: string) => string

const SENTENCES: Record<string, Describe> = {
  'key.created': () => 'created the key',
  'key.rotated': () => 'made this key by rotating the one before it',
  'key.replaced': ({ after }, timeZone) => `rotated it; this secret works ${untilOf(after, timeZone)}`,
  'key.renamed': ({ before, after }) => `renamed it from “${nameOf(before)}” to “${nameOf(after)}”`,
  'key.disabled': () => 'disabled it',
  'key.enabled': () => 'enabled it',
  'key.expiry_changed': ({ after }, timeZone) => `changed its expiry: it works ${untilOf(after, timeZone)}`,
  'key.limit_changed': ({ before, after }) => `changed its own limit from ${limitOf(before)} to ${limitOf(after)}`,
  'key.deleted': () => 'revoked it',
}

/** Follows the name of who did it: "Dana …". An action that this version does not know is named as it is. */
export const describeKeyEvent: Describe = (event, timeZone) =>
  SENTENCES[event.action]?.(event, timeZone) ?? `did “${event.action}”`

const nameOf = (fields: unknown): string => nameSchema.safeParse(fields).data?.name ?? 'unknown'

function untilOf(fields: unknown, timeZone: string): string {
  const expiresAt = expirySchema.safeParse(fields).data?.expiresAt
  return expiresAt ? `until ${formatExact(Date.parse(expiresAt), timeZone)}` : 'without an end'
}

const PERIODS = { day: 'per day', week: 'per week', month: 'per month', lifetime: 'in total' } as const

function limitOf(fields: unknown): string {
  const terms = limitSchema.safeParse(fields).data
  return terms ? `${formatMoney(terms.limit, 'total')} ${PERIODS[terms.period]}` : 'none'
}
