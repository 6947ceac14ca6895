const YEAR_S = 365 * 24 * 3_600

/** Keeps a preference that the server needs for its first HTML. Never for secrets. */
export function writeBrowserCookie(name: string, value: string | null): void {
  const life = value === null ? 0 : YEAR_S
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not there on plain http.
  document.cookie = `${name}=${encodeURIComponent(value ?? '')}; path=/; max-age=${life}; samesite=lax`
}
