/**
 * Bytes → server-sent events, by the specification: UTF-8 sequences, lines and events may be cut anywhere, lines may
 * end in CR, LF or CRLF, comments say nothing. An event larger than the bound ends the reading.
 */
import { createParser, type EventSourceMessage } from 'eventsource-parser'
import type { UpstreamEvent } from '../protocols/protocol.ts'

export const MAX_EVENT_CHARACTERS = 1_048_576

export type SseBatch = { events: UpstreamEvent[]; tooLarge: boolean }

export type SseDecoder = {
  feed: (bytes: Uint8Array) => SseBatch
  /** What stood at the end without the blank line that would have ended it: often the last event of a sloppy server. */
  end: () => SseBatch
}

export function createSseDecoder(): SseDecoder {
  const decoder = new TextDecoder()
  let events: UpstreamEvent[] = []
  let tooLarge = false
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARACTERS,
    onEvent: (message) => {
      if (message.data.length > MAX_EVENT_CHARACTERS) tooLarge = true
      else events.push(toUpstreamEvent(message))
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') tooLarge = true
    },
  })

  const take = (text: string): SseBatch => {
    if (!tooLarge) parser.feed(text)
    const batch = { events, tooLarge }
    events = []
    return batch
  }
  return {
    feed: (bytes) => take(decoder.decode(bytes, { stream: true })),
    end: () => take(`${decoder.decode()}\n\n`),
  }
}

const toUpstreamEvent = (message: EventSourceMessage): UpstreamEvent => ({
  event: message.event ?? null,
  data: message.data,
})
