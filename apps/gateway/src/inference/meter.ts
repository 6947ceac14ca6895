/**
 * Taps the events of an answer for what it costs. Guarantees: the last usage a provider reports counts, once; what
 * was delivered is remembered as text, so that it can be counted when the provider reports nothing.
 */
import { type CanonicalEvent, type FinishReason, isContentEvent } from '@turnpike/contracts/inference/canonical-event'
import { NO_USAGE, type ReportedUsage } from '@turnpike/contracts/inference/usage'

export type MeterReading = {
  reported: ReportedUsage
  /** Everything delivered to the client that the model produced, in order. */
  deliveredText: string
  delivered: boolean
  finishReason: FinishReason | null
  nativeFinishReason: string | null
  upstreamId: string | null
  upstreamModel: string | null
}

export type Meter = {
  observe: (event: CanonicalEvent) => void
  hasDelivered: () => boolean
  /** Puts the pieces together, so it is asked for once, at the end. */
  read: () => MeterReading
}

export function createMeter(): Meter {
  const pieces: string[] = []
  const reading: Omit<MeterReading, 'deliveredText'> = {
    reported: NO_USAGE,
    delivered: false,
    finishReason: null,
    nativeFinishReason: null,
    upstreamId: null,
    upstreamModel: null,
  }
  return {
    observe: (event) => {
      if (isContentEvent(event)) reading.delivered = true
      if ('text' in event) pieces.push(event.text)
      if (event.type === 'tool-call') pieces.push(event.name)
      if (event.type === 'usage') reading.reported = event.usage
      if (event.type === 'start') {
        reading.upstreamId = event.upstreamId
        reading.upstreamModel = event.upstreamModel
      }
      if (event.type === 'finish') {
        reading.finishReason = event.reason
        reading.nativeFinishReason = event.nativeReason
      }
    },
    hasDelivered: () => reading.delivered,
    read: () => ({ ...reading, deliveredText: pieces.join('') }),
  }
}
