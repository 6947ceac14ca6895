/**
 * The caller's address. The last entry is the one our own proxy (or, without one, Next's server) has written; earlier
 * entries are whatever the caller claimed.
 */
export function toClientAddress(headers: Headers): string | null {
  return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || null
}
