/**
 * A whole message → canonical events. It is unfolded into the events that would have streamed it, so that both ways of
 * answering cannot come to differ.
 */
import type { Provider } from '@turnpike/catalog/core/catalog'
import type { CanonicalEvent } from '@turnpike/contracts/inference/canonical-event'
import type { JsonObject } from '@turnpike/kernel/json'
import { describeErrorInside, ownError } from '../describe-failure.ts'
import { objectIn, objectsIn, parseJson, valueAt } from '../json-reading.ts'
import { initialStreamState, stepEvent } from './decode-stream.ts'

export function decodeResponse(bytes: Uint8Array, provider: Provider): CanonicalEvent[] {
  const message = objectIn(parseJson(new TextDecoder().decode(bytes)))
  if (!message) return failWith('the answer is not JSON')
  if (isFailure(message)) return [{ type: 'error', error: describeErrorInside(message, provider) }]
  if (!Array.isArray(message.content)) return failWith('the answer holds no content')
  let state = initialStreamState()
  const events: CanonicalEvent[] = []
  for (const event of unfold(message)) {
    const [next, more] = stepEvent(state, event, null, provider)
    state = next
    events.push(...more)
  }
  return events
}

/** An error object, or MiniMax's status beside an empty answer. */
function isFailure(message: JsonObject): boolean {
  const baseStatus = valueAt(message, 'base_resp.status_code')
  return Boolean(message.error) || (typeof baseStatus === 'number' && baseStatus !== 0)
}

const failWith = (message: string): CanonicalEvent[] => [
  { type: 'error', error: ownError('provider_invalid_response', message) },
]

function unfold(message: JsonObject): JsonObject[] {
  const blocks = objectsIn(message.content).flatMap((block, index): JsonObject[] => [
    { type: 'content_block_start', index, content_block: block },
    { type: 'content_block_stop', index },
  ])
  return [
    { type: 'message_start', message: { ...message, usage: null } },
    ...blocks,
    { type: 'message_delta', delta: { stop_reason: message.stop_reason ?? null }, usage: message.usage ?? null },
    { type: 'message_stop' },
  ]
}
