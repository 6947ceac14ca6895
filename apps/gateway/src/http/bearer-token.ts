import type { IncomingHttpHeaders } from 'node:http'

/** The API key of a request: `Authorization: Bearer …` or, as Anthropic clients send it, `x-api-key`. */
export function bearerToken(headers: IncomingHttpHeaders): string | null {
  const match = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')
  if (match?.[1]) return match[1]
  const key = headers['x-api-key']
  return typeof key === 'string' && key !== '' ? key : null
}
