import type { Provider } from '@turnpike/catalog/core/catalog'
import type { FinishReason } from '@turnpike/contracts/inference/canonical-event'

/** The row's words win over the protocol's. A word that nobody knows still ended the answer, so it reads as `stop`. */
export function toFinishReason(
  native: string,
  provider: Provider,
  protocolWords: Readonly<Record<string, FinishReason>>,
): FinishReason {
  const rowWords = provider.response.finishReasonMap
  if (Object.hasOwn(rowWords, native)) return rowWords[native] ?? 'stop'
  return Object.hasOwn(protocolWords, native) ? (protocolWords[native] ?? 'stop') : 'stop'
}
