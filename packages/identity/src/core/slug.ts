const MAX_LENGTH = 40
const FALLBACK = 'team'

/** A name as it stands in an address: `[a-z0-9-]`, 1 to 40 characters, accents dropped. */
export function toSlug(text: string): string {
  const slug = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? FALLBACK : slug
}

/** The first is the slug itself, then `slug-2`, `slug-3` …; never longer than a slug may be. */
export function numberedSlug(slug: string, number: number): string {
  if (number <= 1) return slug
  const suffix = `-${number}`
  return slug.slice(0, MAX_LENGTH - suffix.length).replace(/-+$/, '') + suffix
}
