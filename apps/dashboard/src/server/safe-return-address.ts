/** Where to go after logging in: only ever a path of our own, whatever the query says. */
const OUR_ORIGIN = 'https://dashboard.invalid'

/** The asked address when it is a path on this site, else the fallback. */
export function safeReturnAddress(asked: string | null | undefined, fallback: string): string {
  if (!asked?.startsWith('/')) return fallback
  const url = URL.parse(asked, OUR_ORIGIN)
  if (url?.origin !== OUR_ORIGIN) return fallback
  return url.pathname.startsWith('//') ? fallback : url.pathname + url.search + url.hash
}
