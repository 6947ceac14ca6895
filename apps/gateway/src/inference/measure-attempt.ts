/** Times and counts of one call to a provider, in milliseconds after the request arrived. */
import { type CanonicalEvent, isContentEvent } from '@turnpike/contracts/inference/canonical-event'
import { type ClientExchange, elapsedMs } from './exchange.ts'

export type AttemptMeasure = {
  startedMs: number
  observe: (event: CanonicalEvent) => void
  /** True between the first content event and the second. */
  isFirstContent: () => boolean
  hasContent: () => boolean
  /** `null` too for an answer in one piece: it has an end and no beginning. */
  firstContentMs: () => number | null
  endedMs: () => number
  outputTokens: () => number | null
}

export function measureAttempt(exchange: ClientExchange, isStreamed: boolean): AttemptMeasure {
  const startedMs = elapsedMs(exchange)
  let firstContentMs: number | null = null
  let contentEvents = 0
  let outputTokens: number | null = null
  return {
    startedMs,
    observe: (event: CanonicalEvent) => {
      if (event.type === 'usage') outputTokens = event.usage.outputTokens
      if (!isContentEvent(event)) return
      contentEvents += 1
      firstContentMs ??= elapsedMs(exchange)
    },
    isFirstContent: () => contentEvents === 1,
    hasContent: () => contentEvents > 0,
    firstContentMs: () => (isStreamed ? firstContentMs : null),
    endedMs: () => elapsedMs(exchange),
    outputTokens: () => outputTokens,
  }
}
