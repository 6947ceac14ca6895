import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import { PROTOCOLS } from '../protocols/registry.ts'
import { decodeEventStream } from '../stream/decode-event-stream.ts'

/** Decodes a stream that arrives in the given pieces and then closes. */
export async function collectEvents(pieces: readonly Uint8Array[], provider: Provider): Promise<CanonicalEvent[]> {
  const waiting = [...pieces]
  const read = async () => waiting.shift() ?? null
  const events: CanonicalEvent[] = []
  for await (const event of decodeEventStream(read, PROTOCOLS[provider.protocol], provider)) events.push(event)
  return events
}

export type Answer = {
  text: string
  reasoning: string
  refusal: string
  calls: { id: string; name: string; arguments: string }[]
  reason: string | null
  nativeReason: string | null
}

/** What choice 0 says in the end. */
export function readAnswer(events: readonly CanonicalEvent[]): Answer {
  const answer: Answer = { text: '', reasoning: '', refusal: '', calls: [], reason: null, nativeReason: null }
  for (const event of events) {
    if (!('choice' in event) || event.choice !== 0) continue
    if (event.type === 'content') answer.text += event.text
    if (event.type === 'reasoning') answer.reasoning += event.text
    if (event.type === 'refusal') answer.refusal += event.text
    if (event.type === 'tool-call') answer.calls[event.index] = { id: event.id, name: event.name, arguments: '' }
    if (event.type === 'finish') Object.assign(answer, { reason: event.reason, nativeReason: event.nativeReason })
    if (event.type === 'tool-call-arguments') {
      const call = answer.calls[event.index]
      if (call) call.arguments += event.text
    }
  }
  return answer
}
