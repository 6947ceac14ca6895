/** Puts one encoded request on the wire. The key goes to the host of the base URL and nowhere else. */
import type { Provider } from '@turnpike/catalog/core/catalog'
import { invariant } from '@turnpike/kernel/invariant'
import { request } from 'undici'
import type { EncodedRequest } from '../protocols/protocol.ts'
import type { Transport } from './create-transport.ts'

export type Destination = { provider: Provider; baseUrl: string; apiKey: string }

export type UpstreamResponse = Awaited<ReturnType<typeof request>>

/** Resolves with the head of the answer; the body is still to be read. */
export function sendRequest(
  transport: Transport,
  destination: Destination,
  encoded: EncodedRequest,
  signal: AbortSignal,
): Promise<UpstreamResponse> {
  const url = new URL(destination.baseUrl + encoded.path)
  invariant(url.host === new URL(destination.baseUrl).host, 'a path cannot lead to another host')
  const { auth } = destination.provider
  if (auth.kind === 'query') url.searchParams.set(auth.parameter, destination.apiKey)
  return request(url, {
    dispatcher: transport.agent,
    method: 'POST',
    headers: { ...encoded.headers, 'accept-encoding': 'identity', ...authHeaders(auth, destination.apiKey) },
    body: encoded.body,
    signal,
  })
}

function authHeaders(auth: Provider['auth'], apiKey: string): Record<string, string> {
  if (auth.kind === 'bearer') return { authorization: `Bearer ${apiKey}` }
  return auth.kind === 'header' ? { [auth.header]: apiKey } : {}
}
