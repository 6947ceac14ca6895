/** When a key stops working, as it is chosen. Pure; the server's clock decides. */
import { z } from 'zod'

const DAY_MS = 86_400_000

export const keyExpirySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('never') }),
  z.object({ kind: z.literal('days'), days: z.union([z.literal(7), z.literal(30), z.literal(90)]) }),
  /** The last day on which it works, in UTC. */
  z.object({ kind: z.literal('date'), lastDay: z.iso.date() }),
])
export type KeyExpiry = z.infer<typeof keyExpirySchema>

export type ExpiryChoice = 'never' | '7' | '30' | '90' | 'date'

export const EXPIRY_OPTIONS: readonly { value: ExpiryChoice; label: string }[] = [
  { value: 'never', label: 'Never' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: 'date', label: 'On a date' },
]

const CHOSEN: Record<Exclude<ExpiryChoice, 'date'>, KeyExpiry> = {
  never: { kind: 'never' },
  '7': { kind: 'days', days: 7 },
  '30': { kind: 'days', days: 30 },
  '90': { kind: 'days', days: 90 },
}

export const toKeyExpiry = (choice: ExpiryChoice, lastDay: string): KeyExpiry =>
  choice === 'date' ? { kind: 'date', lastDay } : CHOSEN[choice]

export function toExpiresAt(expiry: KeyExpiry, nowMs: number): Date | null {
  switch (expiry.kind) {
    case 'never':
      return null
    case 'days':
      return new Date(nowMs + expiry.days * DAY_MS)
    case 'date':
      return new Date(Date.parse(expiry.lastDay) + DAY_MS)
  }
}

/** What is wrong with a typed date, or null. The server checks it again. */
export function findExpiryProblem(choice: ExpiryChoice, lastDay: string, nowMs: number): string | null {
  if (choice !== 'date') return null
  const parsed = keyExpirySchema.safeParse({ kind: 'date', lastDay })
  const expiresAt = parsed.success ? toExpiresAt(parsed.data, nowMs) : null
  if (expiresAt === null) return 'Choose a date.'
  return expiresAt.getTime() <= nowMs ? 'Choose today or a later date.' : null
}
